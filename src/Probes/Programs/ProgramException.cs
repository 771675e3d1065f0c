namespace Bellwether.Probes.Programs;

/// <summary>A program could not be started: that is this host's fault or the configuration's, never the
/// target's.</summary>
internal sealed class ProgramException(string word, string message) : Exception(message)
{
    /// <summary>Why, as a short lower-kebab word.</summary>
    public string Word { get; } = word;
}
