using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Discovery;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>The trackers of one page. Looked for again whenever the page has another shape.</summary>
/// <remarks>A source that is gone from a page keeps its tracker: a process that has just started has not counted
/// yet.</remarks>
internal sealed class PageBindings(string probe, IReadOnlyList<SignalPlan> plans, SignalTable table)
{
    private readonly PageDiscovery _discovery = new(table);
    private readonly OwnSignals _own = new(table);
    private readonly Dictionary<string, MetricTracker> _trackers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MetricTracker>> _bySample = new(StringComparer.Ordinal);
    private HashSet<string>? _names;
    private int _shape;

    public IReadOnlyCollection<MetricTracker> Trackers => _trackers.Values;

    /// <summary>In the order of discovery; empty for none.</summary>
    public IReadOnlyList<DiscoveryProblem> Problems { get; private set; } = [];

    public string? Version { get; private set; }

    /// <summary>Trackers that want samples of that name; null for none.</summary>
    public List<MetricTracker>? For(string sample) => _bySample.GetValueOrDefault(sample);

    /// <summary>Fits the trackers to a page, and gives those that are new and whose samples the page before had
    /// already:
    /// there is nothing yet that they could count from. Empty where the page has the shape of the one before.</summary>
    public IReadOnlyList<MetricTracker> FitTo(IReadOnlyList<Reading> readings)
    {
        var shape = ShapeOf(readings);
        if (shape == _shape && _names is not null) return [];
        // The page itself is not kept, only what it had: with many targets it would be most of what they cost.
        var (page, before) = (new PageIndex(readings), _names);
        (_names, _shape) = (page.Names.ToHashSet(StringComparer.Ordinal), shape);
        var added = Bind(page, readings);
        Index();
        return [.. added.Where(tracker => before is not null
            && (tracker.Binding.FirstIsBase || tracker.Samples.Any(before.Contains)))];
    }

    private List<MetricTracker> Bind(PageIndex page, IReadOnlyList<Reading> readings)
    {
        var report = _discovery.Discover(readings, probe);
        Version = report.Version;
        List<MetricTracker> added = [];
        var problems = report.Problems.Where(problem => plans.All(plan => plan.Name != problem.Signal)).ToList();
        foreach (var problem in problems)
            if (problem.Word is DiscoveryProblem.Ambiguous)
                Forget(problem.Signal);
        foreach (var binding in report.Bindings)
            if (plans.All(plan => plan.Name != binding.Signal))
                Add(binding, added);
        foreach (var plan in plans)
        {
            var (binding, problem) = _own.Bind(plan, page);
            if (binding is not null) Add(binding, added);
            if (problem is not null) problems.Add(problem);
        }

        Problems = problems;
        return added;
    }

    /// <summary>What is ambiguous is not told, nor is the mean of it, nor who was turned away.</summary>
    private void Forget(string signal)
    {
        _trackers.Remove(signal);
        if (signal != $"{probe}.requests") return;
        foreach (var of in (IEnumerable<string>)[SignalQuality.MeanSuffix, .. TurnedAway.All.Select(one => one.Name)])
            if (plans.All(plan => plan.Name != $"{probe}.{of}"))
                _trackers.Remove($"{probe}.{of}");
    }

    private void Add(Binding binding, List<MetricTracker> added)
    {
        if (_trackers.TryGetValue(binding.Signal, out var known) && known.Binding.Source == binding.Source) return;
        MetricTracker tracker = binding.Kind switch
        {
            SignalKind.Gauge when binding.Quality is SignalQuality.Mean => new MeanTracker(binding),
            SignalKind.Gauge when binding.Level is { Form: LevelForm.Rate } => new GrowthTracker(binding),
            SignalKind.Gauge when binding.Level is not null => new LevelTracker(binding),
            SignalKind.Latency => new HistogramTracker(binding),
            SignalKind.Gauge => new GaugeTracker(binding),
            _ => new CounterTracker(binding),
        };
        _trackers[binding.Signal] = tracker;
        added.Add(tracker);
    }

    private void Index()
    {
        _bySample.Clear();
        foreach (var tracker in _trackers.Values)
            foreach (var sample in tracker.Samples)
            {
                if (!_bySample.TryGetValue(sample, out var wanting)) _bySample[sample] = wanting = [];
                wanting.Add(tracker);
            }
    }

    /// <summary>Changes when a family comes or goes, when a series does, and when a label that may name a version
    /// does.</summary>
    private static int ShapeOf(IReadOnlyList<Reading> readings)
    {
        var shape = new HashCode();
        shape.Add(readings.Count);
        string? name = null;
        var naming = false;
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            if (!ReferenceEquals(reading.Name, name))
            {
                name = reading.Name;
                naming = name.EndsWith("_info", StringComparison.Ordinal);
                shape.Add(name, StringComparer.Ordinal);
            }

            if (naming) shape.Add(reading.Labels);
        }

        return shape.ToHashCode();
    }
}
