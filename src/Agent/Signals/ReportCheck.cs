using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals;

/// <summary>Looks at a report of a sidecar before anything of it is taken: all of it is taken, or nothing.</summary>
internal static class ReportCheck
{
    public const int MostSignals = 512;
    public const int MostPoints = 5_000;
    public const int MostLooks = 5_000;
    public const int MostSeen = 2_000;
    public const int MostBuckets = 512;

    /// <summary>Tables of migrations of one report, all its databases together.</summary>
    public const int MostTables = 32;

    /// <summary>How far two clocks may be apart: a quarter of a minute misplaces one point.</summary>
    public static readonly TimeSpan MostSkew = TimeSpan.FromSeconds(15);

    /// <summary>Older than this no sidecar keeps anything.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromMinutes(30);

    private const int LongestText = 500;
    private const int LongestName = 128;

    /// <summary>What is wrong with it; null for nothing.</summary>
    /// <param name="report">As it came.</param>
    /// <param name="plan">The service that it is of; null where this agent does not watch it.</param>
    /// <param name="now">By this agent's clock.</param>
    public static ReportFault? Fault(PointsReported report, WatchPlan? plan, DateTimeOffset now)
    {
        if (plan is null)
            return new(ReportFaultKind.NotWatched,
                $"this agent does not watch {report.Service} in {report.Environment}");
        var interval = plan.Policy.Interval;
        if (Math.Abs(report.IntervalSeconds - interval.TotalSeconds) > 1e-3)
            return new(ReportFaultKind.OtherInterval, $"points here are {interval.TotalSeconds} s wide, these are "
                + $"{report.IntervalSeconds} s");
        var skew = report.SentAt - now;
        if (skew.Duration() > MostSkew)
            return new(ReportFaultKind.OtherClock, $"the sidecar's clock is {Math.Abs(skew.TotalSeconds):0} s "
                + $"{(skew > TimeSpan.Zero ? "ahead of" : "behind")} this agent's; at most {MostSkew.TotalSeconds:0} s "
                + "are allowed: set it by NTP");
        return (Nulls(report) ?? Head(report, now, interval) ?? Sizes(report) ?? Points(report, plan, now)
            ?? Seen(report, plan, now)) is { } text ? new(ReportFaultKind.Invalid, text) : null;
    }

    /// <summary>A list may hold null whatever its form says: JSON is read without a check of elements.</summary>
    private static string? Nulls(PointsReported report)
    {
        return Of("signals", report.Signals) ?? Of("points", report.Signals.SelectMany(signal => signal.Points))
            ?? Of("looks", report.Looks) ?? Of("processes", report.Processes) ?? Of("signs", report.Signs)
            ?? Of("migrations", report.Migrations)
            ?? Of("tables", report.Migrations.SelectMany(told => told.Tables));

        static string? Of(string list, IEnumerable<object> parts) =>
            parts.Any(part => part is null) ? $"{list} holds null" : null;
    }

    private static string? Head(PointsReported report, DateTimeOffset now, TimeSpan interval)
    {
        if (!IsInstance(report.Instance)) return "instance must be 1 to 128 characters without blanks";
        if (report.Version is { } version && !IsWord(version)) return "version is at most 128 printable characters";
        if (report.ImageDigest is { } digest && !IsWord(digest)) return "imageDigest is at most 128 characters";
        if (report.Sequence < 1) return "sequence is 1 or more";
        if (report.RunStartedAt > now + MostSkew) return "runStartedAt lies ahead";
        if (report.ClosedUntil > now + MostSkew + interval) return "closedUntil lies ahead";
        if (report.ClosedUntil < now - Oldest) return "closedUntil is too old";
        return IsOnGrid(report.ClosedUntil, interval) ? null : "closedUntil is no multiple of the interval";
    }

    private static string? Sizes(PointsReported report) =>
        report.Signals.Count > MostSignals ? $"at most {MostSignals} signals"
        : report.Signals.Sum(signal => signal.Points.Count) > MostPoints ? $"at most {MostPoints} points in a report"
        : report.Looks.Count > MostLooks ? $"at most {MostLooks} looks in a report"
        : report.Processes.Count > MostSeen || report.Signs.Count > MostSeen
            ? $"at most {MostSeen} signs and as many processes in a report"
        : report.Migrations.Count > MostTables || report.Migrations.Sum(of => of.Tables.Count) > MostTables
            ? $"at most {MostTables} tables of migrations in a report"
        : null;

    private static string? Points(PointsReported report, WatchPlan plan, DateTimeOffset now)
    {
        foreach (var signal in report.Signals)
        {
            if (signal.Kind is SignalKind.State) return $"{signal.Signal}: states are told by looks";
            if (NameFault(signal.Signal, plan) is { } fault) return fault;
            if (signal.Unit.Length > LongestName || signal.Source.Length > LongestText
                || signal.Problem?.Length > LongestText) return $"{signal.Signal}: its words are too long";
            if (signal.Bounds.Count >= MostBuckets) return $"{signal.Signal}: at most {MostBuckets} buckets";
            for (var i = 0; i < signal.Bounds.Count; i++)
                if (!double.IsFinite(signal.Bounds[i]) || (i > 0 && signal.Bounds[i] <= signal.Bounds[i - 1]))
                    return $"{signal.Signal}: its bounds do not ascend";
            foreach (var point in signal.Points)
                if (PointFault(point, signal, plan.Policy.Interval, now) is { } why)
                    return $"{signal.Signal}: {why}";
        }

        return null;
    }

    private static string? PointFault(
        ReportedPoint point, ReportedSignal signal, TimeSpan interval, DateTimeOffset now)
    {
        if (!IsRecent(point.At, now)) return $"a point at {point.At:u} is too old or lies ahead";
        if (!IsOnGrid(point.At, interval)) return "a point does not begin at a multiple of the interval";
        // The sum of seconds alone may be unknown, which JSON has no other number for.
        var known = double.IsFinite(point.Sum) || signal.Kind is SignalKind.Latency;
        if (!known || !double.IsFinite(point.Min) || !double.IsFinite(point.Max)) return "a number is missing";
        if (!IsCount(point.Count) || !IsCount(point.Total) || !IsCount(point.Bad) || point.Bad > point.Total)
            return "a count is negative, missing, or more than all";
        if (signal.Kind is SignalKind.Gauge && point.Count == 0) return "a level of no reading";
        if (signal.Kind is not SignalKind.Latency)
            return point.Buckets.Count == 0 ? null : "only a latency has buckets";
        return point.Buckets.Count != signal.Bounds.Count + 1 ? "a point needs one bucket more than there are bounds"
            : point.Buckets.All(IsCount) ? null : "a bucket is negative or missing";
    }

    private static string? Seen(PointsReported report, WatchPlan plan, DateTimeOffset now)
    {
        foreach (var look in report.Looks)
        {
            if (!look.Signal.EndsWith(".up", StringComparison.Ordinal)
                && !look.Signal.EndsWith(".restarts", StringComparison.Ordinal))
                return $"a look is at .up or .restarts, not at {look.Signal}";
            if (NameFault(look.Signal, plan) is { } fault) return fault;
            if (!IsRecent(look.At, now)) return $"a look at {look.At:u} is too old or lies ahead";
            if (look.Restarts is < 0 or > 100) return "restarts of one look are 0 to 100";
            if (look.Why?.Length > LongestText) return "the words of a look are too long";
        }

        foreach (var seen in report.Processes)
            if (!IsRecent(seen.At, now) || seen.Failure?.Length > LongestText)
                return "a process was seen too long ago, lies ahead, or has too many words";
        foreach (var sign in report.Signs)
            if (!IsRecent(sign.At, now) || (sign.Version is { } version && !IsWord(version))
                || (sign.PreviousVersion is { } previous && !IsWord(previous)))
                return "a sign is too old, lies ahead, or names no printable version";
        return report.Migrations.Select(told => MigrationsFault(told, plan, now))
            .FirstOrDefault(why => why is not null);
    }

    private static string? MigrationsFault(ReportedMigrations told, WatchPlan plan, DateTimeOffset now)
    {
        if (plan.Probes.All(known => known.Name != told.Probe))
            return $"migrations of '{Cut(told.Probe)}': this agent's {plan.Service} has no such probe";
        if (!IsRecent(told.At, now)) return $"migrations of {told.Probe}: seen too long ago, or ahead";
        if (told.Tables.Select(table => table.Table).Distinct(StringComparer.Ordinal).Count() < told.Tables.Count)
            return $"migrations of {told.Probe}: a table is there twice";
        foreach (var table in told.Tables)
            if (!IsWord(table.Tool) || table.Table.Length is 0 or > LongestText || table.Count < 0
                || !AreNames(table.Names) || !AreNames(table.Reversible))
                return $"migrations of {told.Probe}: a table has at most {MigrationMark.MostNames} names of at most "
                    + $"{LongestText} characters, and a count";
        return null;
    }

    private static bool AreNames(IReadOnlyList<string> names) =>
        names.Count <= MigrationMark.MostNames && names.All(name => name is { Length: <= LongestText });

    private static string Cut(string text) => text.Length <= LongestName ? text : text[..LongestName];

    private static string? NameFault(string signal, WatchPlan plan)
    {
        if (signal.Length > LongestName) return "the name of a signal is too long";
        var dot = signal.IndexOf('.', StringComparison.Ordinal);
        var probe = dot < 0 ? signal : signal[..dot];
        return plan.Probes.Any(known => known.Name == probe) || plan.Signals.Any(known => known.Name == signal)
            ? null
            : $"{signal}: this agent's {plan.Service} has no probe '{probe}' and no signal '{signal}'; give both files "
                + "the same probes and signals";
    }

    private static bool IsRecent(DateTimeOffset at, DateTimeOffset now) => at >= now - Oldest && at <= now + MostSkew;

    private static bool IsOnGrid(DateTimeOffset at, TimeSpan interval) =>
        (at - DateTimeOffset.UnixEpoch).Ticks % interval.Ticks == 0;

    private static bool IsCount(double count) => count >= 0 && double.IsFinite(count);

    private static bool IsInstance(string text) =>
        text.Length is > 0 and <= LongestName && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));

    private static bool IsWord(string text) => text.Length is > 0 and <= LongestName && !text.Any(char.IsControl);
}
