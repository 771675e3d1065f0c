using Bellwether.Agent.Sampling;
using Bellwether.Agent.Tests.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Watching;

/// <summary>A service as its probes see it: a metrics page, a page for people, and a process.</summary>
internal sealed class FakeService(string name)
{
    private readonly ShopPage _page = new() { Version = null };

    /// <summary>Requests of others a second.</summary>
    public int Rate { get; set; } = 100;

    /// <summary>How many of them fail.</summary>
    public int Errors { get; set; }

    /// <summary>How many of them take half a second and not a twentieth.</summary>
    public int Slow { get; set; } = 10;

    /// <summary>Load of the machine by the time of day; null where nobody measures it.</summary>
    public Func<DateTimeOffset, double>? Load { get; set; }

    /// <summary>The metrics page answers 404.</summary>
    public bool PageGone { get; set; }

    /// <summary>Nobody looks at it: the agent has just started, or its sampler has.</summary>
    public bool Unseen { get; set; }

    /// <summary>The page for people does not answer.</summary>
    public bool Down { get; set; }

    /// <summary>How far its database has come; null where nobody looks.</summary>
    public IReadOnlyList<MigrationMark>? Migrations { get; set; }

    public bool Alive { get; set; } = true;

    public int ProcessId { get; set; } = 100;

    public string Version
    {
        get => _page.Version ?? "";
        set => _page.Version = value.Length == 0 ? null : value;
    }

    /// <summary>Another process takes its place, well until told otherwise.</summary>
    public void Replace(string version)
    {
        ProcessId++;
        _page.Restart(_page.StartedAt + 1000);
        // A version is told only where the service told one before.
        if (_page.Version is not null) _page.Version = version;
    }

    /// <summary>A second of its life that nobody looks at.</summary>
    public void Serve()
    {
        if (Rate == 0) return;
        _page.Ask("/", 200, 0.05, Rate - Errors - Slow).Ask("/", 200, 0.5, Slow);
        if (Errors > 0) _page.Ask("/", 503, 0.05, Errors);
    }

    /// <summary>A second of its life, looked at by every probe.</summary>
    public void BeSeen(TimeProvider time, Action<SampledLook> take)
    {
        Serve();
        if (Unseen) return;
        take(Sampled("box", "box", time, Seen(time.GetUtcNow())));
        take(Sampled("home", "blue", time, Down || !Alive ? Look.Bad("refused") : Visit()));
        take(Sampled("app", "blue", time, Page()));
    }

    private Look Page()
    {
        if (Down || !Alive) return Look.Bad("refused");
        if (PageGone) return Look.WithoutReadings("status-404", "404");
        var look = Look.Good(Pages.Read($"{_page}"))
            with
        { Sent = [new(WatchedService.Origin, "/metrics", 200, TimeSpan.FromMilliseconds(2))] };
        _page.Ask("/metrics", 200, 0.001);
        return look;
    }

    private Look Visit()
    {
        _page.Ask("/", 200, 0.018);
        return Look.Good(Reading.Latency("latency", TimeSpan.FromMilliseconds(20)))
            with
        { Sent = [new(WatchedService.Origin, "/", 200, TimeSpan.FromMilliseconds(20))] };
    }

    private Look Seen(DateTimeOffset now) =>
        (Load is { } load ? Look.Good(Reading.Gauge("cpu", load(now), "ratio")) : Look.Good())
            with
        { Sighting = new Sighting { ProcessId = ProcessId, Alive = Alive }, Migrations = Migrations };

    private SampledLook Sampled(string probe, string instance, TimeProvider time, Look look) => new(
        name, probe, instance, null, time.GetUtcNow(), TimeSpan.FromMilliseconds(2), look);
}
