using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Bellwether.Agent.Sampling;
using Bellwether.Probes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Sampling;

/// <summary>The real scheduler on the real clock, a few seconds each.</summary>
public sealed class SamplerTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentQueue<SampledLook> _looks = new();

    [Fact]
    public async Task Looks_come_once_in_each_cell_near_its_middle_and_never_bunch_up()
    {
        var probes = Enumerable.Range(0, 5).Select(i => Probing.Every(Second, _ => new(Look.Good()), $"p{i}")).ToList();
        await using var sampler = new Sampler(probes, _looks.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        await sampler.StartAsync(CancellationToken.None);
        await Probing.UntilAsync(() => _looks.Count >= probes.Count);
        var begun = sampler.ReadVitals();
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System);
        await sampler.StopAsync();

        foreach (var lane in _looks.GroupBy(look => look.Probe))
        {
            var cells = lane.Select(look => look.At.ToUnixTimeSeconds()).ToList();
            Assert.Equal(cells.Distinct().Order(), cells);
            Assert.All(lane, look => Assert.InRange(look.At.Millisecond, 250, 999));
        }

        // A busy machine may be late for most of the ticks, but then it says so.
        var vitals = sampler.ReadVitals();
        Assert.InRange(vitals.Due - begun.Due, 5, 15);
        Assert.InRange(vitals.Missed - begun.Missed, 0, 10);
        Assert.Equal((_looks.Count, 0), (vitals.Done, vitals.Failed));
        Assert.Equal(vitals.Due, vitals.Done + vitals.Missed);
        Assert.InRange(vitals.WorstLateness, TimeSpan.Zero, TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public async Task A_probe_that_hangs_holds_up_no_other_and_is_told_from_one_that_looks()
    {
        var hanging = Probing.Every(Quick, async stopping =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
            return Look.Good();
        }, "hanging");
        var working = Probing.Every(Quick, _ => new(Look.Good()), "working");
        await using var sampler =
            new Sampler([hanging, working], _looks.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        using var meters = new Meters();
        await sampler.StartAsync(CancellationToken.None);
        await Probing.UntilAsync(() => _looks.Count >= 5);
        var counts = meters.Read();
        await sampler.StopAsync();

        Assert.All(_looks.Where(look => look.Look.Reason != "overdue"), look => Assert.Equal("working", look.Probe));
        Assert.InRange(counts["bellwether_looks_done_total", "hanging"], 0, 1);
        Assert.InRange(counts["bellwether_looks_due_total", "hanging"], 4, 100);
        Assert.Equal(
            counts["bellwether_looks_due_total", "hanging"] - 1, counts["bellwether_looks_missed_total", "hanging"]);
        Assert.InRange(counts["bellwether_looks_done_total", "working"], 5, 100);
        var vitals = sampler.ReadVitals();
        Assert.Equal(vitals.Due, vitals.Done + vitals.Missed);
    }

    [Fact]
    public async Task A_look_says_where_and_when_it_was_made()
    {
        var probe = Probing.Every(Quick, async stopping =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, stopping);
            return Look.Bad("refused");
        });
        var before = TimeProvider.System.GetUtcNow();
        await using var sampler = new Sampler([probe], _looks.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        await sampler.StartAsync(CancellationToken.None);
        await Probing.UntilAsync(() => !_looks.IsEmpty);
        var look = _looks.First();
        Assert.Equal(
            ("checkout", "app", "one"), (look.Service, look.Probe, look.Instance));
        Assert.Equal((TargetGroup.Control, "refused"), (look.Group, look.Look.Reason));
        Assert.InRange(look.At, before, TimeProvider.System.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, look.At.Offset);
        Assert.InRange(look.Took, TimeSpan.FromMilliseconds(40), TimeSpan.FromSeconds(2));
    }

    private sealed class Meters : IDisposable
    {
        private readonly MeterListener _listener = new();
        private readonly Dictionary<(string, string), long> _counts = [];

        public Meters()
        {
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == SamplingMeter.Name)
                    listener.EnableMeasurementEvents(instrument);
            };
            _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
                _counts[(instrument.Name, (string)tags[0].Value!)] = value);
            _listener.Start();
        }

        public Counts Read()
        {
            _listener.RecordObservableInstruments();
            return new(_counts);
        }

        public void Dispose() => _listener.Dispose();
    }

    private sealed class Counts(Dictionary<(string, string), long> counts)
    {
        public long this[string name, string probe] => counts[(name, probe)];
    }
}
