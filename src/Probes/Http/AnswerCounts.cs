namespace Bellwether.Probes.Http;

/// <summary>Counts what the looks of one probe were answered, so that a shift towards refusals shows.</summary>
internal sealed class AnswerCounts
{
    public const string Name = "answers";

    /// <summary>Label of the counts.</summary>
    public const string Label = "status";

    private static readonly string[] Words = ["2xx", "3xx", "401", "403", "429", "4xx", "5xx", "other"];

    private static readonly MetricFamily Family = new(Name, MetricType.Counter, "answers");

    private static readonly LabelSet[] Labels =
        [.. Words.Select(word => new LabelSet(KeyValuePair.Create(Label, word)))];

    private readonly long[] _counts = new long[Words.Length];

    public void Count(IReadOnlyList<SentRequest> sent)
    {
        foreach (var request in sent)
            if (request.Status is { } status)
                _counts[Array.IndexOf(Words, Word(status))]++;
    }

    /// <summary>All of them, also those that are 0: what begins later would begin at once with 1.</summary>
    public IEnumerable<Reading> Readings() =>
        _counts.Select((count, i) => new Reading(Name, count, Family, Labels[i]));

    private static string Word(int status) => status switch
    {
        401 or 403 or 429 => $"{status}",
        >= 200 and < 600 => $"{status / 100}xx",
        _ => "other",
    };
}
