namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Something on a page that could not be bound, and what to do.</summary>
/// <param name="Signal">Full name of the signal that is missing because of it.</param>
/// <param name="Word"><c>ambiguous-signal</c>, <c>uncertain-signal</c>, <c>no-buckets</c>, <c>no-unit</c>,
/// <c>wrong-type</c>, <c>no-status</c>, <c>no-bound</c>, <c>too-many</c>, <c>no-reading</c>.</param>
/// <param name="Text">One sentence for a person.</param>
/// <param name="Settle">Line of the configuration's <c>signals:</c> that settles it; null where none does.</param>
internal sealed record DiscoveryProblem(string Signal, string Word, string Text, string? Settle = null)
{
    public const string Ambiguous = "ambiguous-signal";

    /// <summary>It may be meant, and may be something else: nothing is bound.</summary>
    public const string Uncertain = "uncertain-signal";

    public const string NoBuckets = "no-buckets";
    public const string NoUnit = "no-unit";
    public const string WrongType = "wrong-type";
    public const string NoStatus = "no-status";

    /// <summary>The probe says itself why it brings nothing.</summary>
    public const string NoReading = "no-reading";

    /// <summary>The signal is bound, but slow requests cannot be counted well.</summary>
    public const string NoBound = "no-bound";

    /// <summary>There are more of them than are taken from one page, or told apart on it.</summary>
    public const string TooMany = "too-many";

    /// <summary>Whether something was found, and it is for the operator to choose.</summary>
    public bool IsChoice => Word is Ambiguous or Uncertain;

    public override string ToString() =>
        Settle is null ? $"{Signal}: {Text}" : $"{Signal}: {Text} Settle it with: {Settle}";
}
