using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Bellwether.Agent.Sampling;
using Bellwether.Probes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Sampling;

/// <summary>Probes that come to no end by themselves, whatever their options say.</summary>
public sealed class SamplerOverdueTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<SampledLook> _looks = new();

    [Fact]
    public async Task A_probe_that_blocks_its_thread_is_given_up_holds_nothing_and_looks_again_when_it_is_over()
    {
        using var gate = new ManualResetEventSlim();
        var begun = 0;
        var stuck = Probing.Every(Quick, _ =>
        {
            if (Interlocked.Increment(ref begun) == 1) gate.Wait(CancellationToken.None);
            return new(Look.Good());
        }, "stuck");
        var fine = Probing.Every(Quick, _ => new(Look.Good()), "fine");
        using var logs = new Lines();
        await using var sampler = new Sampler([stuck, fine], _looks.Enqueue, TimeProvider.System, logs);
        await sampler.StartAsync(CancellationToken.None);

        await Probing.UntilAsync(() => Of("stuck").Any());
        var before = Of("fine").Count();
        var look = Of("stuck").Single().Look;
        Assert.Equal((Reachability.Missing, "overdue"), (look.Reachability, look.Reason));
        Assert.StartsWith("the probe had not ended its look after ", look.Detail, StringComparison.Ordinal);
        await Probing.UntilAsync(() => Of("fine").Count() > before + 3);
        var vitals = sampler.ReadVitals();
        Assert.Equal(("stuck", 1, 1), (Assert.Single(vitals.Stuck), vitals.Overdue, Volatile.Read(ref begun)));

        gate.Set();
        await Probing.UntilAsync(() => Of("stuck").Count() > 2);
        Assert.All(Of("stuck").Skip(1), one => Assert.Equal(Reachability.Good, one.Look.Reachability));
        Assert.Empty(sampler.ReadVitals().Stuck);
        await sampler.StopAsync();
        vitals = sampler.ReadVitals();
        Assert.Equal((1, vitals.Due), (vitals.Overdue, vitals.Done + vitals.Missed));
        Assert.Equal([2006, 2007], logs.Events);
    }

    [Fact]
    public async Task Hanging_looks_of_one_probe_take_their_share_of_the_places_and_leave_the_rest_to_others()
    {
        var (hanging, most) = (0, 0);
        var never = new TaskCompletionSource<Look>();
        var crowd = Enumerable.Range(0, LookPlaces.MostOfOneProbe + 8).Select(_ => Probing.Every(Quick, _ =>
        {
            // What was given up has been handed on before its place is free.
            var now = Interlocked.Increment(ref hanging) - Of("crowd").Count();
            lock (never) most = Math.Max(most, now);
            return new(never.Task);
        }, "crowd")).ToList();
        var fine = Probing.Every(Quick, _ => new(Look.Good()), "fine");
        await using var sampler = new Sampler(
            [.. crowd, fine], _looks.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        await sampler.StartAsync(CancellationToken.None);
        await Probing.UntilAsync(() => Of("fine").Count() > 4);
        Assert.Equal(LookPlaces.MostOfOneProbe, most);

        // Looks that were given up hold no place, so those that waited come to theirs.
        await Probing.UntilAsync(() => Volatile.Read(ref hanging) == crowd.Count);
        await Probing.UntilAsync(() => sampler.ReadVitals().Overdue == crowd.Count);
        Assert.Equal(crowd.Count, Volatile.Read(ref hanging));
        never.SetResult(Look.Good());
    }

    [Fact]
    public async Task Whoever_finds_no_place_among_all_waits_for_one()
    {
        var places = new LookPlaces();
        var taken = new List<LookPlaces.Place>();
        for (var i = 0; i < LookPlaces.MostAtOnce; i++)
            taken.Add(await places.EnterAsync(Named($"p{i % 3}"), CancellationToken.None));
        var waiting = places.EnterAsync(Named("other"), CancellationToken.None).AsTask();
        Assert.False(waiting.IsCompleted);
        using var impatient = new CancellationTokenSource();
        var second = places.EnterAsync(Named("other"), impatient.Token).AsTask();
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        taken[0].Dispose();
        using var place = await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void No_probe_may_wait_longer_than_it_is_waited_for_nor_look_more_than_once_a_second()
    {
        foreach (var kind in ProbeCatalog.All)
        {
            var every = RangeOf(kind.Options, "Every");
            Assert.True(every is null || Span(every.Minimum) >= TimeSpan.FromSeconds(1), kind.Name);
            var timeout = RangeOf(kind.Options, "Timeout");
            Assert.True(timeout is null || Span(timeout.Maximum) <= SampledProbe.LongestLook,
                $"{kind.Name}: a time-out of {timeout?.Maximum} would be given up from outside");
        }

        Assert.Equal((64, 32), (LookPlaces.MostAtOnce, LookPlaces.MostOfOneProbe));
        Assert.Equal(TimeSpan.FromSeconds(6), (Probing.Every(TimeSpan.FromSeconds(5), _ => default)).Patience);
        Assert.Equal(TimeSpan.FromSeconds(301), (Probing.Every(TimeSpan.FromHours(1), _ => default)).Patience);
    }

    private static RangeAttribute? RangeOf(Type options, string property) =>
        options.GetProperty(property)?.GetCustomAttributes(true)
            .OfType<RangeAttribute>().SingleOrDefault();

    private static TimeSpan Span(object bound) => TimeSpan.Parse((string)bound, CultureInfo.InvariantCulture);

    private static SampledProbe Named(string name) => Probing.Every(Quick, _ => default, name);

    private IEnumerable<SampledLook> Of(string probe) => _looks.Where(look => look.Probe == probe);
}
