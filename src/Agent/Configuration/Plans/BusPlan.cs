namespace Bellwether.Agent.Configuration.Plans;

/// <summary>A message bus, compiled. It holds a secret.</summary>
internal sealed record BusPlan
{
    public required string Host { get; init; }

    public required int Port { get; init; }

    public required string VirtualHost { get; init; }

    public required string Username { get; init; }

    public required string Password { get; init; }

    /// <summary>Null: without TLS.</summary>
    public BusTlsPlan? Tls { get; init; }

    /// <summary>Topic exchange of verdicts.</summary>
    public required string Exchange { get; init; }

    /// <summary>Topic exchange of announcements.</summary>
    public required string Announcements { get; init; }

    /// <summary>This agent's queue for announcements.</summary>
    public required string Queue { get; init; }

    /// <summary>What is taken from the queue; empty: there is no queue.</summary>
    public required IReadOnlyList<BusIntake> Accept { get; init; }

    public required int Prefetch { get; init; }

    /// <summary>Longest wait for one message to be confirmed.</summary>
    public required TimeSpan Timeout { get; init; }

    public override string ToString() => $"rabbitmq {Host}:{Port}";
}
