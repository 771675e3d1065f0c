using Bellwether.Probes.Logs.Files;

namespace Bellwether.Probes.Logs.Messages;

/// <summary>Counts messages by severity, and tells errors that were never seen before.</summary>
/// <param name="options">How messages are read.</param>
/// <param name="signatures">The errors that are known; null where nobody wants to know.</param>
/// <param name="past">Those that learn from what was before; null where nothing is to be learned.</param>
internal sealed class MessageReader(MessageOptions options, SignatureSet? signatures, SignatureSet? past = null)
    : MessageSink, ILogReader
{
    /// <summary>Fewest lines of one look from which it is said that a log is of another format.</summary>
    private const int LeastLines = 3;

    private static readonly MetricFamily Messages = new("messages", MetricType.Counter, null);
    private static readonly LabelSet AreErrors = new(KeyValuePair.Create("error", "yes"));
    private static readonly LabelSet AreNot = new(KeyValuePair.Create("error", "no"));
    private static readonly MetricFamily Lines = new("lines", MetricType.Counter, null);
    private static readonly LabelSet WereRead = new(KeyValuePair.Create("read", "yes"));
    private static readonly LabelSet WereNot = new(KeyValuePair.Create("read", "no"));

    private readonly double[] _totals = new double[(int)Severity.Fatal + 1];
    private double[] _look = new double[(int)Severity.Fatal + 1];
    private double _unread;
    private double _unreadOfLook;

    public ILineTaker Open() => new ContainerLines(new MessageLines(options, this));

    public ILineTaker? Learner() =>
        past is null ? null : new ContainerLines(new MessageLines(options, new PastMessages(past)));

    public override void Take(Severity severity, string signature)
    {
        _look[(int)severity]++;
        if (severity >= Severity.Error) signatures?.Seen(signature, options.IsOld);
    }

    public override void Unread() => _unreadOfLook++;

    public Look End(long skipped)
    {
        var (look, unread) = (_look, _unreadOfLook);
        (_look, _unreadOfLook) = (new double[look.Length], 0);
        var news = signatures?.Tell() ?? default;
        var unkept = signatures?.Keep(atOnce: false);
        if (skipped > 0) return Only(news, TooMuch.Word, TooMuch.Sentence(skipped));
        for (var i = 0; i < look.Length; i++) _totals[i] += look[i];
        _unread += unread;
        if (unread >= LeastLines && look.Sum() == 0)
            return Only(news, "unparsable", $"none of {unread} lines is a JSON object");
        return Look.Good([.. Counts(), .. Gauge(news)]) with
        {
            Degraded = news.Count > 0,
            Detail = news.Detail ?? (unkept is null ? null : $"the known errors cannot be kept: {unkept}"),
        };
    }

    /// <summary>What is new is known even where not all was read; how much there was is not.</summary>
    private static Look Only(NewSignatures news, string word, string sentence) => news.Count > 0
        ? Look.Good(Gauge(news)) with { Degraded = true, Detail = $"{news.Detail}; {sentence}" }
        : Look.WithoutReadings(word, sentence);

    private static IReadOnlyList<Reading> Gauge(NewSignatures news) =>
        news.Count is { } count ? [Reading.Gauge("new-signatures", count, "signatures")] : [];

    private IEnumerable<Reading> Counts()
    {
        var errors = _totals[(int)Severity.Error] + _totals[(int)Severity.Fatal];
        yield return new("messages", errors, Messages, AreErrors);
        yield return new("messages", _totals.Sum() - errors, Messages, AreNot);
        yield return Reading.Counter("warnings", _totals[(int)Severity.Warning], "messages");
        yield return Reading.Counter("errors", errors, "messages");
        yield return Reading.Counter("fatal", _totals[(int)Severity.Fatal], "messages");
        yield return new("lines", _totals.Sum(), Lines, WereRead);
        yield return new("lines", _unread, Lines, WereNot);
    }
}
