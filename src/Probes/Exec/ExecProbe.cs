using Bellwether.Contracts.Signals;
using Bellwether.Probes.HealthChecks;
using Bellwether.Probes.Programs;

namespace Bellwether.Probes.Exec;

/// <summary>Runs a monitoring plug-in and takes what it says: its exit code, its first line, its figures.</summary>
internal sealed class ExecProbe : IProbe
{
    private const int Ok = 0;
    private const int Warning = 1;
    private const int Critical = 2;
    private const int Unknown = 3;

    private readonly ExecProbeOptions _options;
    private readonly ProgramPlan _plan;
    private readonly TimeProvider _time;
    private readonly Redaction _redaction;
    private readonly HashSet<string> _rates;

    public ExecProbe(ExecProbeOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _plan = new()
        {
            Path = options.Program,
            Arguments = options.Arguments,
            Environment = options.Environment,
            Folder = options.Directory,
            Input = options.Input,
        };
        _redaction = Redaction.Of([.. options.Environment.Values, options.Input]);
        _rates = [.. options.Figures.Where(figure => figure.Rate).Select(figure => figure.Label)];
    }

    public static IReadOnlyList<TargetedProbe> Make(ExecProbeOptions options, ProbeContext context) =>
        [new(options.Instance ?? context.Name, options.Group, new ExecProbe(options, context.Time))];

    public static IReadOnlyList<ProbeSignal> Signals(ExecProbeOptions options) =>
    [
        .. options.Figures.Select(figure => new ProbeSignal
        {
            Name = figure.SignalName(),
            Kind = figure.Rate ? SignalKind.Rate : SignalKind.Gauge,
            Reading = figure.Label,
            Unit = figure.Rate ? "per-second" : "",
            Rule = figure.Max is null && figure.Min is null ? null
                : new() { Name = figure.SignalName(), Max = figure.Max, Min = figure.Min },
        }),
    ];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        if (UnsafeProgram.Why(_options.Program) is { } why) return Look.Missing("unsafe-program", why);
        try
        {
            return LookOf(await ProgramRun.RunAsync(_plan, _options.Patience, _time, stopping).ConfigureAwait(false));
        }
        catch (ProgramException e)
        {
            return Look.Missing(e.Word, e.Message);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Look LookOf(ProgramEnd end)
    {
        if (end.IsLate)
            return Look.Missing("timeout", $"it did not end within {_options.Patience.TotalSeconds:0.###} s");
        if (end.Code is not { } code)
            return Look.Missing(
                "killed", end.Signal is { } signal ? $"signal {signal} ended it" : "nobody knows its end");
        var (line, values) = PerformanceText.Read(end.Output);
        var words = _redaction.Clean(line.Length > 0 || end.Errors.Length == 0
            ? line : PerformanceText.Read(end.Errors).Line);
        var readings = values.Select(ReadingOf).ToList();
        return code switch
        {
            Ok => Look.Good(readings),
            Warning when _options.Warning is DegradedMeaning.Good =>
                Look.Good(readings) with { Degraded = true, Detail = words },
            Warning => Look.Bad("warning", words) with { NoData = null, Readings = readings },
            Critical => Look.Bad("critical", words) with { NoData = null, Readings = readings },
            Unknown when _options.Unknown is UnknownMeaning.Bad => Look.Bad("unknown", words),
            Unknown => Look.Missing("unknown", words),
            _ => Look.Missing($"exit-{code}", words),
        };
    }

    private Reading ReadingOf(PerfValue value) => value.IsCounter || _rates.Contains(value.Label)
        ? Reading.Counter(value.Label, value.Value, value.Unit)
        : Reading.Gauge(value.Label, value.Value, value.Unit);
}
