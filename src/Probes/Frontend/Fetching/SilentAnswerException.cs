namespace Bellwether.Probes.Frontend.Fetching;

/// <summary>What was asked for gave no byte within its own time.</summary>
internal sealed class SilentAnswerException(TimeSpan waited, Exception inner)
    : IOException("no answer came in time", inner)
{
    public TimeSpan Waited { get; } = waited;
}
