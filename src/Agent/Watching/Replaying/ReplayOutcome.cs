namespace Bellwether.Agent.Watching.Replaying;

/// <summary>What a replay came to.</summary>
internal enum ReplayOutcome
{
    /// <summary>What it takes was not written down, or was given up.</summary>
    Unknown,

    /// <summary>The same verdict, byte for byte.</summary>
    Same,

    /// <summary>Another one.</summary>
    Different,
}
