using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;
using Bellwether.Probes;
using Bellwether.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Watching;

/// <summary>An agent without its outer walls: real journal, history, signals and judge; looks are made by hand and each
/// round is driven by a test.</summary>
internal sealed class WatchedAgent : IDisposable
{
    public const string Environment = "demo";

    public static readonly PolicyPlan Short = new()
    {
        Interval = TimeSpan.FromSeconds(1),
        StartWithin = TimeSpan.FromSeconds(10),
        WarmUp = TimeSpan.FromSeconds(5),
        Window = TimeSpan.FromSeconds(30),
        MinWatch = TimeSpan.FromSeconds(15),
        Deadline = TimeSpan.FromMinutes(2),
        MaxDuration = TimeSpan.FromMinutes(10),
        Bake = TimeSpan.FromMinutes(1),
    };

    private readonly TemporaryFolder _folder = new();
    private readonly JournalLimits? _limits;
    private AgentPlan _plan;
    private DeploymentJournal _journal = null!;
    private HistoryStore _history = null!;
    private SignalBook _signals = null!;

    public WatchedAgent(
        PolicyPlan? policy = null, Mode mode = Mode.Gate, JournalLimits? limits = null, params string[] services)
        : this(policy, mode, limits, rules: null, services)
    {
    }

    private WatchedAgent(
        PolicyPlan? policy, Mode mode, JournalLimits? limits, IReadOnlyList<RulePlan>? rules, string[] services)
    {
        _limits = limits;
        var names = services.Length == 0 ? ["shop"] : services;
        _plan = new AgentPlan
        {
            AgentId = "host-1",
            Environment = Environment,
            Mode = mode,
            Listen = new Uri("http://127.0.0.1:0"),
            StateFolder = _folder.Path,
            Services = [.. names.Select(name => PlanOf(name, mode, policy ?? Short) with { Rules = rules })],
        };
        Services = names.ToDictionary(name => name, name => new FakeService(name));
        Open();
    }

    public FakeTimeProvider Time { get; } = new();

    public DateTimeOffset Now => Room.Time.GetUtcNow();

    public IReadOnlyDictionary<string, FakeService> Services { get; }

    public FakeService Shop => Services["shop"];

    public WatchRoom Room { get; private set; } = null!;

    public WatchRounds Rounds { get; private set; } = null!;

    public Watcher Watcher { get; private set; } = null!;

    public Enquiries Ask { get; private set; } = null!;

    public MaskDesk Masks { get; private set; } = null!;

    public DeploymentJournal Journal => _journal;

    /// <summary>Its folder of state.</summary>
    public string Folder => _folder.Path;

    public WatchLoop Loop { get; private set; } = null!;

    /// <summary>An agent that has seen its services run well for long enough to know what is normal.</summary>
    public static WatchedAgent Experienced(
        PolicyPlan? policy = null, Mode mode = Mode.Gate, JournalLimits? limits = null, params string[] services)
    {
        var agent = new WatchedAgent(policy, mode, limits, services);
        agent.Run(75);
        return agent;
    }

    /// <summary>An agent with rules of its own that was there before, and has just been started again.</summary>
    /// <param name="policy">Times.</param>
    /// <param name="rules">Rules.</param>
    /// <param name="past">What its history holds, up to an instant.</param>
    public static WatchedAgent Remembering(
        PolicyPlan policy, IReadOnlyList<RulePlan> rules, Func<DateTimeOffset, IEnumerable<HistoryRow>> past)
    {
        var agent = new WatchedAgent(policy, Mode.Gate, null, rules, ["shop"]);
        agent.Away(() =>
        {
            using var history = HistoryStore.Open(agent.Folder, agent.Time);
            history.Append([.. past(agent.Time.GetUtcNow())]);
        });
        return agent;
    }

    /// <summary>Seconds go by, each with its looks and its round.</summary>
    public WatchedAgent Run(int seconds) => Run(seconds, TimeSpan.FromSeconds(1));

    /// <summary>Minutes go by, with looks and a round every ten seconds.</summary>
    public WatchedAgent RunMinutes(int minutes) => Run(minutes * 6, TimeSpan.FromSeconds(10));

    /// <summary>The agent ends, something happens to its state, and it comes back at the same moment.</summary>
    public void Away(Action meanwhile)
    {
        Close();
        meanwhile();
        Open();
    }

    /// <summary>Seconds go by until a deployment is in a state; fails beyond a limit.</summary>
    public WatchedAgent RunUntil(string id, DeploymentState state, int atMost = 300)
    {
        for (var i = 0; i < atMost && Status(id).State != state; i++) Run(1);
        Assert.Equal(state, Status(id).State);
        return this;
    }

    /// <summary>All its services are looked at once.</summary>
    public void BeSeen() => BeSeen(late: 0);

    /// <summary>The same by probes of the plan before: their looks began before it was changed.</summary>
    public void BeSeenByThePlanBefore() => BeSeen(late: 1);

    /// <summary>Takes a changed configuration: each service's plan as it is made of the one that holds, null for one
    /// that is gone.</summary>
    public void Offer(Func<WatchPlan, WatchPlan?> change)
    {
        lock (Room.Book.Gate) Room.Offer(Changed(Room.Plan, change));
    }

    /// <summary>The agent ends, and comes back with a changed configuration.</summary>
    public void RestartWith(Func<WatchPlan, WatchPlan?> change)
    {
        Close();
        _plan = Changed(_plan, change);
        Open();
    }

    public void Round()
    {
        Loop.Learn(CancellationToken.None);
        Loop.Round();
    }

    public Acceptance Start(
        string id = "shop-2", string version = "2", string? previous = "1",
        Func<DeploymentStarted, DeploymentStarted>? with = null,
        string service = "shop")
    {
        var message = new DeploymentStarted
        {
            DeploymentId = id,
            Service = service,
            Environment = Environment,
            Version = version,
            PreviousVersion = previous,
        };
        return Watcher.Start(with?.Invoke(message) ?? message);
    }

    /// <summary>Announces a version, brings it two seconds later, and says that it was brought.</summary>
    public void Deploy(
        string id = "shop-2", string version = "2", string? previous = "1",
        Func<DeploymentStarted, DeploymentStarted>? with = null)
    {
        Assert.Equal(AcceptanceKind.Taken, Start(id, version, previous, with).Kind);
        Run(2);
        Shop.Replace(version);
        Run(1);
        Finish(id);
    }

    public Acceptance Finish(string id = "shop-2") => Watcher.Finish(new() { DeploymentId = id });

    public Acceptance Step(int step, string id = "shop-2") => Watcher.Step(new() { DeploymentId = id, Step = step });

    public Acceptance RolledBack(string id = "shop-2", string? version = null) =>
        Watcher.RolledBack(new() { DeploymentId = id, Version = version });

    public Acceptance Override(Decision decision, string id = "shop-2") => Watcher.Override(new()
    {
        DeploymentId = id,
        Decision = decision,
        Reason = "seen on the dashboard",
        Actor = "ada",
    });

    public Acceptance Hold(string id = "shop-2") =>
        Watcher.Hold(new() { DeploymentId = id, Reason = "wait for me", Actor = "ada" });

    public Acceptance Release(string id = "shop-2") =>
        Watcher.Release(new() { DeploymentId = id, Reason = "go on", Actor = "ada" });

    public DeploymentStatus Status(string id = "shop-2") => Ask.Find(id) ?? throw new ArgumentException($"no {id}");

    public VerdictIssued Verdict(string id = "shop-2") => Status(id).Verdicts[^1];

    public GateAnswer Gate(string version = "2", string service = "shop") =>
        Ask.Gate(service, Environment, version, null) ?? throw new ArgumentException($"no gate for {version}");

    public GateAnswer Answer(string id = "shop-2", Phase phase = Phase.Watch, int? step = null) =>
        Ask.VerdictAsync(id, (phase, step), TimeSpan.Zero, CancellationToken.None).Result!;

    /// <summary>Bodies of the journal's records of a kind, oldest first.</summary>
    public IReadOnlyList<string> Journaled(string kind) =>
    [
        .. _journal.Read(0, 100_000).Where(record => record.Entry.Kind == kind)
            .Select(record => System.Text.Encoding.UTF8.GetString(record.Entry.Body.Span)),
    ];

    public IReadOnlyList<string> Verdicts() => Journaled(MessageTypes.VerdictIssued);

    /// <summary>The agent ends, stays away, and comes back on the same state.</summary>
    public void Restart(TimeSpan away)
    {
        Close();
        for (var gone = TimeSpan.Zero; gone < away; gone += TimeSpan.FromSeconds(1))
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            foreach (var service in Services.Values) service.Serve();
        }

        Open();
    }

    public void Dispose()
    {
        Close();
        _folder.Dispose();
    }

    private WatchedAgent Run(int rounds, TimeSpan each)
    {
        for (var i = 0; i < rounds; i++)
        {
            Time.Advance(each / 2);
            BeSeen();
            Time.Advance(each / 2);
            Round();
        }

        return this;
    }

    private void BeSeen(int late)
    {
        foreach (var (name, service) in Services)
        {
            var generation = (Room.PlanOf(name, Environment)?.Generation ?? 0) - late;
            service.BeSeen(Room.Time, look => _signals.Take(look with { Generation = generation }));
        }
    }

    private static AgentPlan Changed(AgentPlan plan, Func<WatchPlan, WatchPlan?> change) =>
        plan with { Services = [.. plan.Services.Select(change).OfType<WatchPlan>()] };

    private void Open()
    {
        var steady = new SteadyTime(Time);
        _journal = DeploymentJournal.Open(_folder.Path, steady, _limits);
        _history = HistoryStore.Open(_folder.Path, steady);
        _signals = new SignalBook(_plan.Services, _history, steady);
        var book = new DeploymentBook(_journal, new EventRecords(_plan.Environment, _plan.AgentId));
        Room = new WatchRoom(_plan, book, _signals, new Changes(), steady) { FollowClock = steady.Anchor };
        var verdicts = new Verdicts(Room, new AgentIdentity(_plan.AgentId, _journal.Epoch, "1.0.0"));
        Rounds = new WatchRounds(Room, verdicts);
        Watcher = new Watcher(Room, Rounds);
        Ask = new Enquiries(Room, Rounds, verdicts);
        Masks = new MaskDesk(Room, Rounds);
        Loop = new WatchLoop(
            Room, Rounds, new UnannouncedChanges(Room, Rounds), NullLogger<WatchLoop>.Instance);
        Loop.Begin();
    }

    private void Close()
    {
        Loop.Dispose();
        _signals.Dispose();
        _history.Dispose();
        _journal.Dispose();
    }

    private static WatchPlan PlanOf(string service, Mode mode, PolicyPlan policy) => new()
    {
        Service = service,
        Environment = Environment,
        Mode = mode,
        Policy = policy,
        Probes = [Probe("app", "scrape"), Probe("home", "http"), Probe("box", "host")],
        Digest = "sha256:0",
    };

    private static ProbePlan Probe(string name, string kind) =>
        new(name, ProbeKind.Of<EverySecond>(kind, (_, _) => []) with { ReadsPage = kind is "scrape" },
            new EverySecond());

    private sealed class EverySecond : IProbeOptions
    {
        public TimeSpan Every => TimeSpan.FromSeconds(1);

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
    }
}
