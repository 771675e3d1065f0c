namespace Bellwether.Agent.Signals.Live;

/// <summary>What a sample is to a signal.</summary>
internal enum SampleRole
{
    /// <summary>Not of this signal, or no traffic.</summary>
    Ignored,
    Good,
    Bad,
}
