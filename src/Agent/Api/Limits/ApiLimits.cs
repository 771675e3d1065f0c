namespace Bellwether.Agent.Api.Limits;

/// <summary>What the API takes, from one client and from all of them.</summary>
/// <remarks>A client is an address; of IPv6 the /64 that one host can choose from. The limits are far above what
/// pipelines and pages ask for, and far below what would take the machine from the judging.</remarks>
internal static class ApiLimits
{
    /// <summary>Body of a request, in bytes, where a route has no limit of its own.</summary>
    public const int BodyBytes = 64 * 1024;

    /// <summary>Connections at the same time.</summary>
    public const int Connections = 200;

    /// <summary>Connections of one client, so that the others find a place.</summary>
    public const int ConnectionsOfOne = 120;

    /// <summary>Calls that wait for a verdict at the same time; readers of events have a limit of their
    /// own.</summary>
    public const int Waiting = 100;

    /// <summary>The line with method and path, in bytes.</summary>
    public const int RequestLineBytes = 4 * 1024;

    /// <summary>All headers of a request, in bytes.</summary>
    public const int HeaderBytes = 16 * 1024;

    /// <summary>Headers of a request.</summary>
    public const int Headers = 64;

    /// <summary>A body that comes slower than this, in bytes a second, is given up.</summary>
    public const double SlowestBody = 240;

    /// <summary>Requests a second of one client, in the long run.</summary>
    public const double RequestsOfOne = 100;

    /// <summary>Requests of one client at once.</summary>
    public const double BurstOfOne = 300;

    /// <summary>Requests a second of all clients, in the long run.</summary>
    public const double Requests = 400;

    /// <summary>Requests of all clients at once.</summary>
    public const double Burst = 1200;

    /// <summary>Requests a second from pages in people's browsers, all together, in the long run; they do not count
    /// among the others.</summary>
    public const double RequestsOfPages = 100;

    /// <summary>Requests from pages in people's browsers at once.</summary>
    public const double BurstOfPages = 300;

    /// <summary>Wrong tokens of one client at once; then it waits.</summary>
    public const double WrongTokens = 10;

    /// <summary>Wrong tokens a second of one client, in the long run: ten a minute.</summary>
    public const double WrongTokensPerSecond = 10.0 / 60;

    /// <summary>Clients that are told apart; further ones share one measure.</summary>
    public const int Clients = 1024;

    /// <summary>Time for the headers of a request.</summary>
    public static readonly TimeSpan HeaderPatience = TimeSpan.FromSeconds(10);

    /// <summary>How long a connection is kept that nothing is asked on.</summary>
    public static readonly TimeSpan IdleConnection = TimeSpan.FromSeconds(60);

    /// <summary>Time that a body may be slower than <see cref="SlowestBody"/>.</summary>
    public static readonly TimeSpan SlowBodyGrace = TimeSpan.FromSeconds(5);
}
