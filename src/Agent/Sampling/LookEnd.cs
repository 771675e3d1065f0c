namespace Bellwether.Agent.Sampling;

/// <summary>How a look ended for the account of its lane.</summary>
internal enum LookEnd
{
    /// <summary>We stopped it ourselves.</summary>
    Dropped,

    /// <summary>It brought something.</summary>
    Done,

    /// <summary>The probe threw.</summary>
    Failed,
}
