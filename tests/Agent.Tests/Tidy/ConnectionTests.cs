using System.Text.RegularExpressions;

namespace Bellwether.Agent.Tests.Tidy;

/// <summary>Whatever connects goes through the dialer, which asks whether the address may be connected to.</summary>
public sealed partial class ConnectionTests
{
    /// <summary>Folders that connect by themselves, and why they may.</summary>
    private static readonly Dictionary<string, string> Free = new()
    {
        ["src/Probes/Dialing"] = "it is the dialer",
        ["src/Agent/Commands"] = "a person names the agent on the command line",
        ["src/Agent/Importing"] = "a person names the Prometheus on the command line",
    };

    [Fact]
    public void No_room_makes_connections_of_its_own()
    {
        var own = SourceFile.Code.Where(file => file.IsUnder("src") && !Free.Keys.Any(file.IsUnder))
            .SelectMany(file => Making().Matches(file.Bare).Select(match => $"{file.Path}: {match.Value}"));
        Assert.Empty(own);
    }

    [Fact]
    public void Who_connects_alone_follows_nobody()
    {
        var handlers = SourceFile.Code.Where(file => file.IsUnder("src") && Free.Keys.Any(file.IsUnder))
            .Where(file => file.Bare.Contains("new SocketsHttpHandler", StringComparison.Ordinal)
                || file.Path.EndsWith("OutgoingHttp.cs", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(handlers);
        Assert.All(handlers, file => Assert.Contains("UseProxy = false", file.Bare, StringComparison.Ordinal));
    }

    // Not sockets of a host's own files, such as the one that systemd listens on.
    [GeneratedRegex(
        @"new (SocketsHttpHandler|HttpClientHandler|HttpClient\(\)|TcpClient|Socket\((?!AddressFamily\.Unix))"
        + @"|\.ConnectAsync\(\s*""")]
    private static partial Regex Making();
}
