using Bellwether.Agent;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;
using Bellwether.Probes.Receiving;
using Bellwether.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Testing.Trials;

/// <summary>A deployment watched by real probes on real targets, and judged: everything but the schedule, whose clock
/// leaps from look to look.</summary>
/// <remarks>One service and one agent, in a folder of its own. Not for use from several threads.</remarks>
internal sealed class ProbeTrial : IAsyncDisposable
{
    public const string Deployment = "shop-2";

    /// <summary>Points of 15 s: 3 of warm-up in a window of 20.</summary>
    public const string ShortPolicy =
        "policy: { interval: 15s, start-within: 15s, warm-up: 45s, window: 5m, min-watch: 5m, "
        + "deadline: 30m, bake: 5m }";

    private const int Learned = 75;
    private const int MostPoints = 200;

    private readonly string _folder;
    private readonly FakeTimeProvider _time = new();
    private readonly DeploymentJournal _journal;
    private readonly HistoryStore _history;
    private readonly SignalBook _signals;
    private readonly WatchRoom _room;
    private readonly WatchRounds _rounds;
    private readonly WatchLoop _loop;
    private readonly IReadOnlyList<SampledProbe> _probes;
    private readonly List<SampledLook> _looks = [];

    private ProbeTrial(string folder, AgentPlan plan)
    {
        (_folder, Plan) = (folder, plan);
        var steady = new SteadyTime(_time);
        _journal = DeploymentJournal.Open(plan.StateFolder, steady);
        _history = HistoryStore.Open(plan.StateFolder, steady);
        _signals = new SignalBook(plan.Services, _history, steady);
        var book = new DeploymentBook(_journal, new EventRecords(plan.Environment, plan.AgentId));
        _room = new WatchRoom(plan, book, _signals, new Changes(), steady) { FollowClock = steady.Anchor };
        var verdicts = new Verdicts(_room, new AgentIdentity(plan.AgentId, _journal.Epoch, "1.0.0"));
        _rounds = new WatchRounds(_room, verdicts);
        Watcher = new Watcher(_room, _rounds);
        Ask = new Enquiries(_room, _rounds, verdicts);
        _loop = new WatchLoop(
            _room, _rounds, new UnannouncedChanges(_room, _rounds), NullLogger<WatchLoop>.Instance);
        _loop.Begin();
        ProbeTime = new LeapingTime(_time);
        _probes = ProbesOfPlan.Make(plan, Service, ProbeTime, Windows);
    }

    public AgentPlan Plan { get; }

    public WatchPlan Service => Plan.Services[0];

    public Watcher Watcher { get; }

    public Enquiries Ask { get; }

    /// <summary>The clock that the probes have.</summary>
    public TimeProvider ProbeTime { get; }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>Where what is sent to the agent lies.</summary>
    public WindowSet Windows { get; } = new();

    /// <summary>Every look so far, oldest first.</summary>
    public IReadOnlyList<SampledLook> Looks => _looks;

    /// <summary>What is known of the service's signals.</summary>
    public IReadOnlyList<SignalStatus> Signals => _signals.Describe(Service.Service);

    public DeploymentStatus Status => Ask.Find(Deployment) ?? throw new InvalidOperationException("not announced yet");

    public VerdictIssued? Verdict => Ask.Find(Deployment)?.Verdicts is [.., var last] ? last : null;

    /// <summary>A trial of the probes (and signals and rules, where it has them) of a service; what else a
    /// configuration needs is put around them.</summary>
    /// <param name="lines">From <c>probes:</c> on; a <c>policy:</c> where <see cref="ShortPolicy"/> does not
    /// do.</param>
    /// <param name="files">Files beside the configuration, for <c>${file:…}</c>.</param>
    public static ProbeTrial Of(string lines, params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("bellwether-trial-").FullName;
        foreach (var (name, text) in files) File.WriteAllText(Path.Combine(folder, name), text);
        var policy = lines.Contains("policy:", StringComparison.Ordinal) ? "" : ShortPolicy;
        var file = Path.Combine(folder, "bellwether.yaml");
        File.WriteAllText(file, $"""
            environment: production
            mode: gate
            agent: {"{"} id: trial {"}"}
            state: '{folder}/state'
            service: shop
            {policy}
            {lines}

            """);
        var outcome = ConfigurationLoader.Load(file, Surroundings.OfThisProcess());
        Assert.True(outcome.Plan is not null, string.Join('\n', outcome.Faults));
        Directory.CreateDirectory(outcome.Plan.StateFolder);
        return new(folder, outcome.Plan);
    }

    /// <summary>Looks until it is known what is normal.</summary>
    /// <param name="between">Called before each look with its number, such as to send traffic.</param>
    public Task LearnAsync(Func<int, Task>? between = null) => LookAsync(Learned, between);

    /// <summary>Points go by, each with one look of every probe and a round of the agent.</summary>
    public async Task LookAsync(int points, Func<int, Task>? between = null)
    {
        for (var i = 0; i < points; i++)
        {
            if (between is not null) await between(i);
            _time.Advance(Service.Policy.Interval / 2);
            foreach (var probe in _probes) await LookAsync(probe);
            _time.Advance(Service.Policy.Interval / 2);
            _loop.Learn(CancellationToken.None);
            _loop.Round();
        }
    }

    /// <summary>A version is announced, brought, and said to be in place everywhere.</summary>
    /// <param name="bring">Brings it; nothing by default.</param>
    /// <param name="version">Its name.</param>
    /// <param name="previous">The one before; null where none is named.</param>
    public async Task DeployAsync(Func<Task>? bring = null, string version = "2", string? previous = "1")
    {
        var taken = Watcher.Start(new()
        {
            DeploymentId = Deployment,
            Service = Service.Service,
            Environment = Service.Environment,
            Version = version,
            PreviousVersion = previous,
        });
        Assert.Equal(AcceptanceKind.Taken, taken.Kind);
        await LookAsync(1);
        if (bring is not null) await bring();
        Watcher.Finish(new() { DeploymentId = Deployment });
    }

    /// <summary>Looks on until the verdict is out; the test fails where there is none by the deadline.</summary>
    public async Task<VerdictIssued> VerdictAsync(Func<int, Task>? between = null)
    {
        for (var i = 0; i < MostPoints && Verdict is null; i++)
            await LookAsync(1, between is null ? null : _ => between(i));
        Assert.True(Verdict is not null, Story());
        return Verdict;
    }

    /// <summary>The verdict is a rollback because of that rule, told in words.</summary>
    /// <returns>The words of the rule's evidence.</returns>
    public string MustRollBack(string rule)
    {
        Assert.True(Verdict?.Decision is Decision.Rollback, Story());
        var failed = Verdict.Evidence.Where(of => of.Outcome is Outcome.Fail).ToList();
        Assert.True(failed.Exists(of => of.Rule == rule), Story());
        return failed.First(of => of.Rule == rule).Explanation;
    }

    /// <summary>The verdict is no rollback, no rule failed, and every probe is well again.</summary>
    /// <param name="passed">Rules that had enough to go by: what saw nothing rolls nothing back either.</param>
    public void MustNotRollBack(params IReadOnlyList<string> passed)
    {
        Assert.True(Verdict is not null && Verdict.Decision is not Decision.Rollback, Story());
        Assert.True(Verdict.Evidence.All(of => of.Outcome is not Outcome.Fail), Story());
        foreach (var rule in passed)
            Assert.True(
                Verdict.Evidence.Any(of => of.Rule == rule && of.Outcome is Outcome.Pass), $"{rule}: {Story()}");
        foreach (var probe in _probes)
        {
            var last = _looks.FindLast(look => look.Probe == probe.ProbeName && look.Instance == probe.Instance)!;
            Assert.True(last.Look.Reachability is Reachability.Good, Story());
        }
    }

    /// <summary>The verdict is a promote: nothing failed, and everything was seen.</summary>
    public void MustPromote()
    {
        MustNotRollBack();
        Assert.True(Verdict!.Decision is Decision.Promote, Story());
    }

    /// <summary>What was seen and said, for a test that fails.</summary>
    public string Story()
    {
        var evidence = Verdict?.Evidence.Select(of => $"  {of.Rule} {of.Outcome}: {of.Explanation}") ?? [];
        var signals = Signals.Select(
            of => $"  {of.Signal} {of.Last} {of.Unit} ({of.HistoryPoints} points) {of.Problem}");
        var looks = _looks.TakeLast(12).Select(of => $"  {of.At:HH:mm:ss} {of.Probe} {of.Look.Reachability}"
            + $" {of.Look.Reason} {of.Look.NoData} {of.Look.Detail}");
        return string.Join('\n',
        [
            $"{Verdict?.Decision.ToString() ?? "no verdict"} {Verdict?.Cause}: {Verdict?.Summary}",
            .. evidence, "signals:", .. signals, "last looks:", .. looks,
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var probe in _probes) await probe.Probe.DisposeAsync();
        await Windows.DisposeAsync();
        _loop.Dispose();
        _signals.Dispose();
        _history.Dispose();
        _journal.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task LookAsync(SampledProbe probe)
    {
        var (at, began) = (_time.GetUtcNow(), TimeProvider.System.GetTimestamp());
        var look = await probe.Probe.LookAsync(CancellationToken.None);
        var sampled = new SampledLook(probe.Service, probe.ProbeName, probe.Instance, probe.Group, at,
            TimeProvider.System.GetElapsedTime(began), look)
        { Generation = probe.Generation };
        _looks.Add(sampled);
        _signals.Take(sampled);
    }
}
