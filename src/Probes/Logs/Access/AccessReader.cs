using Bellwether.Probes.Logs.Files;

namespace Bellwether.Probes.Logs.Access;

/// <summary>Counts requests.</summary>
internal sealed class AccessReader(AccessOptions options) : ILogReader, ILineTaker
{
    /// <summary>Fewest lines of one look from which it is said that a log is of another format.</summary>
    private const int LeastLines = 3;

    private readonly RequestCounts _totals = new();
    private readonly OperationalRoutes _ignored = new(options.Ignore);
    private readonly AccessJson _json = new(options.Fields, options.DurationUnit);
    private RequestCounts _look = new();

    public ILineTaker Open() => new ContainerLines(this);

    public ILineTaker? Learner() => null;

    public void Take(ReadOnlySpan<byte> line)
    {
        var read = line.TrimStart((byte)' ') is [(byte)'{', ..]
            ? _json.Read(line, _ignored)
            : AccessText.Read(line, options.DurationUnit, _ignored);
        if (read is not { } request) _look.Unread++;
        else if (request.IsTraffic) _look.Count(request);
        else _look.PassOver();
    }

    public Look End(long skipped)
    {
        var look = _look;
        _look = new();
        if (skipped > 0) return Look.WithoutReadings(TooMuch.Word, TooMuch.Sentence(skipped));
        _totals.Add(look);
        // Without one request read, no requests is not what the log says.
        return look is { Read: 0, Unread: >= LeastLines }
            ? Look.WithoutReadings("unparsable", $"none of {look.Unread} lines is of an access log")
            : Look.Good(RequestReadings.Of(_totals)) with { MayHoldOurs = _totals.WithoutAgent > 0 };
    }
}
