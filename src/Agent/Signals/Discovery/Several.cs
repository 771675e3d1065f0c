namespace Bellwether.Agent.Signals.Discovery;

/// <summary>What several samples of one level make together.</summary>
internal enum Several
{
    /// <summary>Nothing: neither a sum nor a mean of several is sure to be meant.</summary>
    None,
    Sum,

    /// <summary>The largest of them; of shares, each sample's own.</summary>
    Most,

    /// <summary>The smallest of them.</summary>
    Least,
}
