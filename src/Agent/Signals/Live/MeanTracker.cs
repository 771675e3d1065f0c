using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>The mean duration of the requests between two pages, from their seconds and their number.</summary>
internal sealed class MeanTracker : MetricTracker
{
    private readonly SeriesTotals _sums;
    private readonly SeriesTotals _counts;
    private readonly string _sumName;

    public MeanTracker(Binding binding)
        : base(binding)
    {
        var filter = new SampleFilter(binding);
        (_sums, _counts) = (new(filter, scale: 1, binding.FirstIsBase), new(filter, scale: 1, binding.FirstIsBase));
        _sumName = binding.Metric + "_sum";
        Samples = [_sumName, binding.Metric + "_count"];
        Own = binding.CountsOwnRequests ? new(binding, filter) : null;
    }

    public override IReadOnlyList<string> Samples { get; }

    public override bool Absent => !_counts.Any || !_sums.Any;

    public override void Begin()
    {
        _sums.Begin();
        _counts.Begin();
    }

    public override void Read(in Reading reading)
    {
        if (string.Equals(reading.Name, _sumName, StringComparison.Ordinal)) _sums.Read(reading);
        else _counts.Read(reading);
    }

    public override Delta? DeltaOfPage()
    {
        if (IsUnsure(_sums) || IsUnsure(_counts)) return null;
        var delta = new Delta { IsMean = true, Sum = 0 };
        foreach (var series in _counts.OnPage) delta.Good += series.Delta;
        foreach (var series in _sums.OnPage) delta.Sum += series.Delta * Binding.Scale;
        return delta;
    }

    public override void BeginAgain()
    {
        _sums.ForgetOthers();
        _counts.ForgetOthers();
    }

    public override void Commit()
    {
        _sums.Commit();
        _counts.Commit();
    }

    private static bool IsUnsure(SeriesTotals totals) => totals.Refused || totals.Decreased || totals.Returned;
}
