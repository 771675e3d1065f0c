using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>A level that a page tells: of one sample only, since neither a sum nor a mean of several is sure to be
/// meant.</summary>
internal sealed class GaugeTracker(Binding binding) : MetricTracker(binding)
{
    private readonly SampleFilter _filter = new(binding);
    private int _samples;
    private double _value;

    public override IReadOnlyList<string> Samples { get; } = [binding.Metric];

    public override bool Counts => false;

    public override bool Absent => _samples == 0;

    public override DiscoveryProblem? Problem => _samples < 2 ? null : new(Binding.Signal, DiscoveryProblem.Ambiguous,
        $"{_samples} samples of {Binding.Metric} are meant; choose one with where: {{ label: value }}.");

    public override void Begin() => _samples = 0;

    public override void Read(in Reading reading)
    {
        if (_filter.RoleOf(reading.Labels) is SampleRole.Ignored) return;
        _samples++;
        _value = reading.Value;
    }

    public override Delta? DeltaOfPage() => _samples == 1 && double.IsFinite(_value) ? new() { Sum = _value } : null;
}
