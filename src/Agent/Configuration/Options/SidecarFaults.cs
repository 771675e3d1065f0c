namespace Bellwether.Agent.Configuration.Options;

/// <summary>Keys that mean nothing in a sidecar, and where they belong.</summary>
internal static class SidecarFaults
{
    /// <summary>Names of members, as the file would have them, and the hint.</summary>
    public static IReadOnlyList<(string Member, string Why)> WithoutMeaning { get; } =
    [
        ("Rules", "a sidecar judges nothing: write the rules in its home's file"),
        ("Policy", "a sidecar judges nothing, and takes the interval from its home: write the policy there"),
        ("Deliver", "a sidecar has no verdicts to deliver: write the channels in its home's file"),
        ("Bus", "a sidecar has no verdicts to send: write the bus in its home's file"),
    ];
}
