using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Probes;
using Bellwether.Probes.Http;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Signals;

/// <summary>A service with a book of signals, a real history and a clock that tests move.</summary>
internal sealed class WatchedService : IDisposable
{
    public const string Name = "shop";
    public const string Origin = "http://127.0.0.1:8080";

    private readonly TemporaryFolder _folder = new();
    private WatchPlan _plan;
    private HistoryStore _history;

    public WatchedService(TimeSpan? interval = null, params IReadOnlyList<SignalPlan> signals)
    {
        _plan = new()
        {
            Service = Name,
            Environment = "test",
            Mode = Mode.Gate,
            Digest = "sha256:0",
            Signals = signals,
            Policy = new() { Interval = interval ?? TimeSpan.FromSeconds(1) },
            Probes = [Probe("app", "scrape"), Probe("home", "http"), Probe("port", "tcp"), Probe("box", "host")],
        };
        _history = HistoryStore.Open(_folder.Path, Time);
        Book = new([_plan], _history, Time);
    }

    public FakeTimeProvider Time { get; } = new();

    public SignalBook Book { get; private set; }

    public HistoryStore History => _history;

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>Lets time pass.</summary>
    public WatchedService Wait(double seconds)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        return this;
    }

    /// <summary>A look at a metrics page, and its own request.</summary>
    public void Scrape(string page, string instance = "blue", TargetGroup group = TargetGroup.Treated,
        double took = 0.002) =>
        Take("app", instance, group, Look.Good(Pages.Read(page)) with { Sent = [Sent("/metrics", 200, took)] }, took);

    /// <summary>A look at a page for people.</summary>
    public void Visit(string path = "/", int? status = 200, double took = 0.02, string origin = Origin) =>
        Take("home", "blue", TargetGroup.Treated, Look.Good(Reading.Latency("latency", TimeSpan.FromSeconds(took))) with
        {
            Sent = [Sent(path, status, took, origin)],
        }, took);

    public void Take(string probe, string instance, TargetGroup group, Look look, double took = 0.001) =>
        Book.Take(new(Name, probe, instance, group, Now, TimeSpan.FromSeconds(took), look));

    public void Host(Sighting sighting, params IReadOnlyList<Reading> readings) =>
        Take("box", "box", TargetGroup.Treated, Look.Good(readings) with { Sighting = sighting });

    public WatchSnapshot Snapshot(DateTimeOffset? t0 = null, DateTimeOffset? announcedAt = null) =>
        Book.Snapshot(new() { Service = Name, AnnouncedAt = announcedAt ?? t0 ?? Now, T0 = t0 });

    /// <summary>All points of a signal so far, as "3", "1/3" for a ratio, and "-" for a missing one; the missing
    /// ones at the end are left out.</summary>
    public string Points(string signal)
    {
        Wait(1.6);
        return Snapshot().Signals.TryGetValue(signal, out var history) ? Words(history, history.Before.Points)
            .TrimEnd(' ', '-') : "never";
    }

    public static string Words(SignalHistory history, IReadOnlyList<Point> points) =>
        string.Join(' ', points.Select(point =>
        (point.Masked ? "m" : "") + (!point.Seen ? "-" : history.Kind switch
        {
            Bellwether.Contracts.Signals.SignalKind.Ratio => $"{point.Value}/{point.Total}",
            Bellwether.Contracts.Signals.SignalKind.Latency => string.Join(',', point.Buckets!),
            _ => $"{Math.Round(point.Value, 4)}",
        })));

    /// <summary>The agent ends and starts again on the same state.</summary>
    public void Restart(bool flush = true, TimeSpan? interval = null)
    {
        _plan = _plan with { Policy = new() { Interval = interval ?? _plan.Policy.Interval } };
        // Without the last flush the book is left behind as by a kill.
        if (flush) Book.Dispose();
        _history.Dispose();
        _history = HistoryStore.Open(_folder.Path, Time);
        Book = new([_plan], _history, Time);
    }

    public void Dispose()
    {
        Book.Dispose();
        _history.Dispose();
        _folder.Dispose();
    }

    private static SentRequest Sent(string path, int? status, double took, string origin = Origin) =>
        new(origin, path, status, TimeSpan.FromSeconds(took));

    private static ProbePlan Probe(string name, string kind) => new(
        name, ProbeKind.Of<EverySecond>(kind, (_, _) => []) with
        {
            ReadsPage = kind is "scrape",
            Signals = kind is "http" ? _ => ProbeCatalog.Find(kind)!.Signals(new HttpProbeOptions()) : _ => [],
        }, new EverySecond());

    private sealed class EverySecond : IProbeOptions
    {
        public TimeSpan Every => TimeSpan.FromSeconds(1);

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
    }
}
