using System.Globalization;

namespace Shop.Loading;

/// <summary>What became of the requests. Safe for concurrent use.</summary>
internal sealed class Tally
{
    private long _good;
    private long _errors;
    private long _refused;
    private long _broken;
    private long _skipped;

    public void Answered(int status) => Interlocked.Increment(ref status < 500 ? ref _good : ref _errors);

    /// <summary>Nobody listened: the service is down or being replaced.</summary>
    public void Refused() => Interlocked.Increment(ref _refused);

    /// <summary>The connection broke, or no answer came in time.</summary>
    public void Broken() => Interlocked.Increment(ref _broken);

    /// <summary>Due, but not sent: too many were under way, or we were late ourselves.</summary>
    public void Skipped(long count) => Interlocked.Add(ref _skipped, count);

    public string Summary(TimeSpan elapsed)
    {
        var answered = _good + _errors;
        return string.Create(CultureInfo.InvariantCulture,
            $"load: {answered} answered in {elapsed.TotalSeconds:0.0} s, {answered / elapsed.TotalSeconds:0} a second: "
            + $"{_good} good, {_errors} errors; {_refused} refused, {_broken} broken, {_skipped} skipped; "
            + $"{Environment.CpuUsage.TotalTime / elapsed:P1} of one core");
    }
}
