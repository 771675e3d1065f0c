using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>A rate or a ratio, from the counting series of a metric.</summary>
internal sealed class CounterTracker : MetricTracker
{
    private readonly SeriesTotals _totals;

    public CounterTracker(Binding binding)
        : base(binding)
    {
        var filter = new SampleFilter(binding);
        _totals = new(filter, scale: 1, binding.FirstIsBase);
        Samples = [binding.Metric];
        Own = binding.CountsOwnRequests ? new(binding, filter) : null;
    }

    public override IReadOnlyList<string> Samples { get; }

    public override bool Absent => !_totals.Any;

    public override bool Refused => _totals.Refused;

    public override bool Decreased => _totals.Decreased;

    public override void Begin() => _totals.Begin();

    public override void Read(in Reading reading) => _totals.Read(reading);

    public override Delta? DeltaOfPage()
    {
        if (_totals.Returned) return null;
        var delta = new Delta();
        foreach (var series in _totals.OnPage)
        {
            if (series.Role is SampleRole.Bad) delta.Bad += series.Delta;
            else delta.Good += series.Delta;
        }

        return delta;
    }

    public override void BeginAgain() => _totals.ForgetOthers();

    public override void Commit() => _totals.Commit();
}
