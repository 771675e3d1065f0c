using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>A level of the table that a page tells anew each time: an amount, or a share of a limit.</summary>
internal sealed class LevelTracker : MetricTracker
{
    private readonly LevelShape _shape;
    private readonly SampleFilter _filter;
    private readonly List<(LabelSet Labels, double Value)> _values = [];
    private readonly List<(LabelSet Labels, double Value)> _limits = [];

    public LevelTracker(Binding binding)
        : base(binding)
    {
        _shape = binding.Level!;
        _filter = new(binding);
        Samples = _shape.Limit is { } limit && limit != binding.Metric ? [binding.Metric, limit] : [binding.Metric];
    }

    public override IReadOnlyList<string> Samples { get; }

    public override bool Counts => false;

    public override bool Absent => _values.Count == 0;

    public override void Begin()
    {
        _values.Clear();
        _limits.Clear();
    }

    public override void Read(in Reading reading)
    {
        // A collector that could not tell a value writes NaN; a limit of 0 or -1 is none.
        if (_shape.Limit is { } limit && string.Equals(reading.Name, limit, StringComparison.Ordinal))
        {
            if (reading.Value is > 0 and < double.PositiveInfinity && IsLimit(reading.Labels))
                Add(_limits, reading);
        }
        else if (double.IsFinite(reading.Value) && _filter.RoleOf(reading.Labels) is not SampleRole.Ignored)
        {
            Add(_values, reading);
        }
    }

    public override Delta? DeltaOfPage()
    {
        if (_shape.Limit is null) return Of(Together(_values.Select(sample => sample.Value)));
        if (_shape.Several is Several.Most or Several.Least) return Of(Together(Shares()));
        if (_limits.Count == 0 || (_limits.Count > 1 && _shape.Several is Several.None)) return null;
        var used = Together(_values.Select(sample => sample.Value));
        return Of(Share(used, _limits.Sum(sample => sample.Value)));
    }

    private static void Add(List<(LabelSet Labels, double Value)> samples, in Reading reading)
    {
        if (samples.Count < LiveLimits.SamplesOfLevel) samples.Add((reading.Labels, reading.Value));
    }

    /// <summary>Labels that the limit has must be those that are meant.</summary>
    private bool IsLimit(LabelSet labels)
    {
        foreach (var (label, pattern) in Binding.Where)
            if (labels[label] is { } value && !Glob.Matches(pattern, value))
                return false;
        foreach (var (label, patterns) in Binding.Except)
            if (labels[label] is { } value && Glob.MatchesAny(patterns, value))
                return false;
        return true;
    }

    /// <summary>Of each sample that has a limit with the same labels, or all of them one of the only limit.</summary>
    private IEnumerable<double> Shares()
    {
        if (_limits is [var only])
            return _values.Select(sample => Share(sample.Value, only.Value));
        var limits = new Dictionary<LabelSet, double>();
        foreach (var (labels, value) in _limits) limits[labels] = value;
        return _values.Where(sample => limits.ContainsKey(sample.Labels))
            .Select(sample => Share(sample.Value, limits[sample.Labels]));
    }

    private double Share(double value, double limit) =>
        _shape.Form is LevelForm.Free ? 1 - (value / limit) : value / limit;

    private double Together(IEnumerable<double> values)
    {
        var (count, sum, most, least) = (0, 0.0, double.NegativeInfinity, double.PositiveInfinity);
        foreach (var value in values)
        {
            count++;
            sum += value;
            most = Math.Max(most, value);
            least = Math.Min(least, value);
        }

        return _shape.Several switch
        {
            _ when count == 0 => double.NaN,
            Several.Sum => sum,
            Several.Most => most,
            Several.Least => least,
            _ => count == 1 ? sum : double.NaN,
        };
    }

    private static Delta? Of(double level) => double.IsFinite(level) ? new() { Sum = level } : null;
}
