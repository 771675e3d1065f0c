using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>A version of the sample service, and the verdict that it deserves.</summary>
internal sealed record DemoVersion
{
    /// <summary>The version that is there before the story begins.</summary>
    public const string First = "1.0";

    public required string Version { get; init; }

    /// <summary>What is wrong with it, in a few words.</summary>
    public required string Fault { get; init; }

    /// <summary>Words that make the sample service be so; empty for a good version.</summary>
    public IReadOnlyList<string> ShopOptions { get; init; } = [];

    public required Decision Expected { get; init; }

    /// <summary>Cause of an inconclusive verdict; null for others.</summary>
    public Cause? ExpectedCause { get; init; }

    /// <summary>Whether the verdict must come from a failure at once, long before any window is over.</summary>
    public bool AtOnce { get; init; }

    public bool IsGood => Expected == Decision.Promote;

    public string DeploymentId => $"shop-{Version}";

    /// <summary>In the order in which they are deployed.</summary>
    public static IReadOnlyList<DemoVersion> All { get; } =
    [
        new() { Version = "2.0", Fault = "nothing: it is good", Expected = Decision.Promote },
        new()
        {
            Version = "3.0", Fault = "1.8 times slower", ShopOptions = ["--slow", "1.8"], Expected = Decision.Rollback,
        },
        new()
        {
            Version = "4.0", Fault = "fails 3 % of requests", ShopOptions = ["--error-ratio", "0.03"],
            Expected = Decision.Rollback,
        },
        new()
        {
            Version = "5.0", Fault = "no metrics page", ShopOptions = ["--no-metrics"],
            Expected = Decision.Inconclusive, ExpectedCause = Cause.NoData,
        },
        new()
        {
            Version = "6.0", Fault = "crashes at start", ShopOptions = ["--crash"], Expected = Decision.Rollback,
            AtOnce = true,
        },
    ];
}
