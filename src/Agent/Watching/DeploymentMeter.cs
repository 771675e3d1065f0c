using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Deployments;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Watching;

/// <summary>Counts what happens to deployments, by service and environment.</summary>
internal sealed class DeploymentMeter : IDisposable
{
    /// <summary>A watch lasts minutes, and a bake may last hours.</summary>
    private static readonly double[] Delays = [15, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14400];

    private readonly WatchRoom _room;
    private readonly Meter _meter = new("Bellwether.Deployments");
    private readonly Counter<long> _started;
    private readonly Counter<long> _verdicts;
    private readonly Counter<long> _inconclusive;
    private readonly Counter<long> _recoveries;
    private readonly Counter<long> _overrides;
    private readonly Counter<long> _feedback;
    private readonly Histogram<double> _delay;
    private readonly Dictionary<(string Service, string Environment, Decision Decision), double> _last = [];

    public DeploymentMeter(WatchRoom room)
    {
        _room = room;
        _started = Count("bellwether_deployments_started_total", "Deployments taken on, announced or only noticed.");
        _verdicts = Count("bellwether_verdicts_total", "Verdicts, by phase and decision.");
        _inconclusive = Count("bellwether_verdicts_inconclusive_total", "Inconclusive verdicts, by cause.");
        _recoveries = Count("bellwether_recoveries_total", "Assessments after a rollback was carried out.");
        _overrides = Count("bellwether_overrides_total", "Verdicts that a person gave in the agent's place.");
        _feedback = Count(
            "bellwether_feedback_total", "Verdicts that a person called wrong: false-alarm, or missed.");
        _delay = _meter.CreateHistogram<double>(
            "bellwether_verdict_delay_seconds", "s",
            "From the first sign of the new version to the verdict, both in the agent's own time.", tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = Delays });
        _meter.CreateObservableGauge(
            "bellwether_deployments_held", Held, description: "Open deployments that a person holds.");
        _meter.CreateObservableGauge(
            "bellwether_false_rollback_budget_ratio",
            () => room.Plan.Services.Select(s => new Measurement<double>(
                s.Policy.FalseRollbackBudget, Tags(s.Service, s.Environment))),
            description: "Share of healthy deployments that statistics may roll back at most, as configured.");
        _meter.CreateObservableGauge(
            "bellwether_service_info",
            () => room.Plan.Services.Select(s => new Measurement<int>(
                1, [.. Tags(s.Service, s.Environment), new("mode", Word(s.Mode))])),
            description: "The services that are watched, and whether verdicts decide (gate) or advise (observe).");
        _meter.CreateObservableGauge(
            "bellwether_verdict_last_timestamp_seconds", Last,
            description: "When the last verdict of that decision was given since the start, Unix time.");
        room.Book.Happened += Happened;
        room.Adopted += BeginAtZero;
        foreach (var service in room.Plan.Services) BeginAtZero(service.Service);
    }

    public void Dispose()
    {
        _room.Book.Happened -= Happened;
        _room.Adopted -= BeginAtZero;
        _meter.Dispose();
    }

    private void Happened(Deployment deployment, DeploymentEvent happened)
    {
        var tags = new TagList([.. Tags(deployment.Started.Service, deployment.Started.Environment)]);
        switch (happened)
        {
            case Accepted accepted:
                tags.Add("announced", accepted.Unannounced ? "no" : "yes");
                _started.Add(1, tags);
                break;
            case VerdictReached { Verdict: var verdict }:
                Reached(verdict, tags);
                break;
            case RecoveryEnded { Recovery.Recovered: var recovered }:
                tags.Add("recovered", recovered ? "yes" : "no");
                _recoveries.Add(1, tags);
                break;
            case Overridden { Act.Decision: var decision }:
                tags.Add("decision", Word(decision));
                _overrides.Add(1, tags);
                break;
            case FeedbackNoted { Act.Kind: var kind }:
                tags.Add("kind", Word(kind));
                _feedback.Add(1, tags);
                break;
        }
    }

    private void Reached(VerdictIssued verdict, TagList tags)
    {
        tags.Add("phase", Word(verdict.Phase));
        tags.Add("decision", Word(verdict.Decision));
        if (verdict.T0 is { } t0) _delay.Record((verdict.DecidedAt - t0).TotalSeconds, tags);
        tags.Add("advisory", verdict.Advisory ? "yes" : "no");
        _verdicts.Add(1, tags);
        _last[(verdict.Service, verdict.Environment, verdict.Decision)] =
            verdict.DecidedAt.ToUnixTimeMilliseconds() / 1000d;
        if (verdict.Cause is not { } cause) return;
        _inconclusive.Add(1, [.. Tags(verdict.Service, verdict.Environment), new("cause", Word(cause))]);
    }

    /// <summary>A series that begins with its first verdict hides that verdict from whoever asks by how much it
    /// grew.</summary>
    private void BeginAtZero(string service)
    {
        foreach (var plan in _room.Plan.Services.Where(plan => plan.Service == service))
        {
            var tags = Tags(plan.Service, plan.Environment);
            var advisory = new KeyValuePair<string, object?>("advisory", plan.Mode is Mode.Observe ? "yes" : "no");
            _started.Add(0, [.. tags, new("announced", "yes")]);
            _recoveries.Add(0, [.. tags, new("recovered", "yes")]);
            _recoveries.Add(0, [.. tags, new("recovered", "no")]);
            foreach (var decision in new[] { Decision.Promote, Decision.Rollback })
                _overrides.Add(0, [.. tags, new("decision", Word(decision))]);
            foreach (var kind in Enum.GetValues<FeedbackKind>())
                _feedback.Add(0, [.. tags, new("kind", Word(kind))]);
            foreach (var decision in new[] { Decision.Promote, Decision.Rollback, Decision.Inconclusive })
                _verdicts.Add(0,
                    [.. tags, new("phase", Word(Phase.Watch)), new("decision", Word(decision)), advisory]);
            _verdicts.Add(0,
                [.. tags, new("phase", Word(Phase.Bake)), new("decision", Word(Decision.Rollback)), advisory]);
        }
    }

    private IEnumerable<Measurement<double>> Last()
    {
        lock (_room.Book.Gate)
            return [.. _last.Select(last => new Measurement<double>(last.Value,
                [.. Tags(last.Key.Service, last.Key.Environment), new("decision", Word(last.Key.Decision))]))];
    }

    private int Held()
    {
        lock (_room.Book.Gate) return _room.Book.All.Count(d => d is { IsOpen: true, Hold: not null });
    }

    private Counter<long> Count(string name, string description) =>
        _meter.CreateCounter<long>(name, description: description);

    private static KeyValuePair<string, object?>[] Tags(string service, string environment) =>
        [new("service", service), new("environment", environment)];

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
