using Bellwether.Agent.Sampling;
using Bellwether.Agent.Tests.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Watching;

/// <summary>Pods of one service: each has a page of its own, and is looked at under its own name.</summary>
internal sealed class FakePods(WatchedAgent agent)
{
    private readonly SortedDictionary<string, Pod> _pods = new(StringComparer.Ordinal);
    private double _starts = 1_767_000_000;

    /// <summary>Requests of a pod in a second.</summary>
    public int Rate { get; set; } = 40;

    public IReadOnlyCollection<string> Names => _pods.Keys;

    /// <summary>A pod comes, as its list tells.</summary>
    public void Add(string name, string version, bool arrived = true)
    {
        _pods[name] = new(new ShopPage { Version = version, StartedAt = _starts += 100 });
        agent.Room.Signals.Notice(new()
        {
            Service = "shop",
            Probe = "app",
            Instance = name,
            At = agent.Now,
            Version = version,
            Arrived = arrived,
        });
    }

    /// <summary>A pod goes, as its list tells.</summary>
    public void Remove(string name)
    {
        _pods.Remove(name);
        agent.Room.Signals.Forget("shop", name);
    }

    public void Sicken(string name, int errors = 20) => _pods[name].Errors = errors;

    public void SickenAll(int errors = 20)
    {
        foreach (var pod in _pods.Values) pod.Errors = errors;
    }

    /// <summary>It answers no more, and its list still has it.</summary>
    public void Silence(string name) => _pods[name].Down = true;

    public void Fail(string name, string failure) => agent.Room.Signals.Notice(new()
    {
        Service = "shop",
        Probe = "app",
        Instance = name,
        At = agent.Now,
        Failure = failure,
    });

    /// <summary>Seconds go by, each with a look at every pod and a round.</summary>
    public FakePods Run(int seconds)
    {
        for (var i = 0; i < seconds; i++)
        {
            agent.Time.Advance(TimeSpan.FromSeconds(0.5));
            foreach (var (name, pod) in _pods) BeSeen(name, pod);
            agent.Time.Advance(TimeSpan.FromSeconds(0.5));
            agent.Round();
        }

        return this;
    }

    private void BeSeen(string name, Pod pod)
    {
        pod.Page.Ask("/", 200, 0.05, Rate - pod.Errors);
        if (pod.Errors > 0) pod.Page.Ask("/", 503, 0.05, pod.Errors);
        var look = pod.Down ? Look.Bad("refused") : Look.Good(Pages.Read($"{pod.Page}"));
        Take("app", name, look);
        Take("home", name, pod.Down ? look : Look.Good(Reading.Latency("latency", TimeSpan.FromMilliseconds(20))));
    }

    private void Take(string probe, string name, Look look) => agent.Room.Signals.Take(new SampledLook(
        "shop", probe, name, null, agent.Now, TimeSpan.FromMilliseconds(2), look));

    private sealed class Pod(ShopPage page)
    {
        public ShopPage Page { get; } = page;

        public int Errors { get; set; }

        public bool Down { get; set; }
    }
}
