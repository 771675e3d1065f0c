using System.Collections.Concurrent;
using Bellwether.Agent.Sampling;
using Bellwether.Probes;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Sampling;

/// <summary>What the sampler does when a probe, the taker of the looks or the clock goes wrong.</summary>
public sealed class SamplerTroubleTests
{
    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentQueue<SampledLook> _looks = new();

    [Fact]
    public async Task A_probe_that_throws_makes_missing_looks_and_one_line_of_log()
    {
        var failures = 3;
        var probe = Probing.Every(Quick, _ => Interlocked.Decrement(ref failures) >= 0
            ? throw new InvalidOperationException("the plug-in broke") : new(Look.Good()));
        using var logs = new Lines();
        await using var sampler = new Sampler([probe], _looks.Enqueue, TimeProvider.System, logs);
        await sampler.StartAsync(CancellationToken.None);
        await Probing.UntilAsync(() => _looks.Count >= 5);
        await sampler.StopAsync();

        Assert.All(_looks.Take(3), look => Assert.Equal(
            (Reachability.Missing, "probe-failed", "InvalidOperationException: the plug-in broke"),
            (look.Look.Reachability, look.Look.Reason, look.Look.Detail)));
        Assert.All(_looks.Skip(3), look => Assert.Equal(Reachability.Good, look.Look.Reachability));
        Assert.Equal(3, sampler.ReadVitals().Failed);
        Assert.Equal([2001, 2002], logs.Events);
    }

    [Fact]
    public async Task A_cancellation_that_is_not_ours_is_a_probe_that_failed()
    {
        var probe = Probing.Every(Quick, _ => throw new OperationCanceledException());
        await using var sampler = new Sampler([probe], _looks.Enqueue, TimeProvider.System, NullLoggerFactory.Instance);
        await sampler.StartAsync(CancellationToken.None);
        await Probing.UntilAsync(() => !_looks.IsEmpty);
        Assert.Equal("probe-failed", _looks.First().Look.Reason);
    }

    [Fact]
    public async Task A_taker_of_looks_that_fails_ends_the_sampling_aloud()
    {
        var probe = Probing.Every(Quick, _ => new(Look.Good()));
        var taken = 0;
        using var logs = new Lines();
        await using var sampler = new Sampler(
            [probe], _ => throw new InvalidOperationException($"take {++taken}"), TimeProvider.System, logs);
        await sampler.StartAsync(CancellationToken.None);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(
            () => sampler.Completion.WaitAsync(TimeSpan.FromSeconds(10)));
        await Task.Delay(TimeSpan.FromSeconds(0.6), TimeProvider.System);
        Assert.Equal(("take 1", 1), (fault.Message, taken));
        Assert.Equal([2004], logs.Events);
    }

    [Fact]
    public async Task A_probe_that_hears_no_token_does_not_keep_the_agent_from_ending()
    {
        var begun = new TaskCompletionSource();
        var probe = Probing.Every(Quick, async _ =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
            return Look.Good();
        });
        using var logs = new Lines();
        var sampler = new Sampler([probe], _looks.Enqueue, TimeProvider.System, logs);
        await sampler.StartAsync(CancellationToken.None);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await sampler.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(5));
        await sampler.Completion.WaitAsync(TimeSpan.FromSeconds(1));
        Assert.Equal([2005], logs.Events);
        Assert.Empty(_looks);
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    [InlineData(-0.125)]
    public async Task Looks_go_on_in_the_middle_of_the_cells_when_the_clock_is_set(double seconds)
    {
        var time = new SetClock();
        var probe = Probing.Every(Quick, _ => new(Look.Good()));
        using var logs = new Lines();
        await using var sampler = new Sampler([probe], _looks.Enqueue, time, logs);
        await sampler.StartAsync(CancellationToken.None);
        time.Step = TimeSpan.FromSeconds(seconds);
        Assert.InRange(sampler.ReadVitals().Missed, 0, 10);
        await Probing.UntilAsync(() => _looks.Count >= 2);
        Assert.All(_looks, look => Assert.InRange(look.At.Millisecond % 250, 62, 249));
        Assert.Equal([2003], logs.Events);
        Assert.InRange(sampler.ReadVitals().Missed, 0, 30);
    }

    private sealed class SetClock : TimeProvider
    {
        public TimeSpan Step { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Step;
    }
}
