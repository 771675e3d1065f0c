namespace Bellwether.Agent.Configuration.Plans;

/// <summary>How sentences tell of a signal. Journaled with the points that were judged.</summary>
internal sealed record SignalWords
{
    public static SignalWords Usual { get; } = new();

    /// <summary>What is counted, in the plural.</summary>
    public string Counts { get; init; } = "requests";

    /// <summary>What the bad ones did, after their number.</summary>
    public string Did { get; init; } = "failed";

    /// <summary>What has happened where a limit is broken, as a sentence; null where the level says it.</summary>
    public string? Happened { get; init; }
}
