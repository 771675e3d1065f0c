using System.Threading.Channels;
using Bellwether.Agent.Tests.Watching;

namespace Bellwether.Agent.Tests;

public sealed class MemoryThriftTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WatchedAgent _agent = new();
    private readonly Channel<DateTimeOffset> _given = Channel.CreateUnbounded<DateTimeOffset>();

    public void Dispose() => _agent.Dispose();

    [Fact]
    public async Task Memory_is_given_back_after_the_first_looks_and_then_once_a_period()
    {
        var began = _agent.Time.GetUtcNow();
        using var thrift = await StartAsync();
        _agent.Time.Advance(MemoryThrift.First - TimeSpan.FromSeconds(1));
        _agent.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(MemoryThrift.First, await NextAsync() - began);
        for (var times = 1; times < 4; times++)
        {
            _agent.Time.Advance(MemoryThrift.Period - TimeSpan.FromSeconds(1));
            _agent.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.Equal(MemoryThrift.First + (times * MemoryThrift.Period), await NextAsync() - began);
        }

        await thrift.StopAsync(CancellationToken.None);
        Assert.False(_given.Reader.TryRead(out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_thread_is_stopped_for_it_while_a_deployment_is_watched(bool watched)
    {
        _agent.Start();
        if (!watched) _agent.Watcher.Cancel(new() { DeploymentId = "shop-2" });
        Assert.Equal(watched, _agent.Room.Book.IsOpen("shop-2"));

        using var thrift = await StartAsync();
        var others = _agent.Time.Waiting - 1;
        _agent.Time.Advance(MemoryThrift.First);
        // The next time is set, so this one is under way; the end of the service waits for it.
        await UntilAsync(() => _agent.Time.Waiting > others);
        await thrift.StopAsync(CancellationToken.None);
        Assert.Equal(!watched, _given.Reader.TryRead(out _));
    }

    [Fact]
    public void What_is_not_used_any_more_is_collected()
    {
        var before = GC.CollectionCount(GC.MaxGeneration);
        MemoryThrift.GiveBack();
        Assert.True(GC.CollectionCount(GC.MaxGeneration) > before);
    }

    /// <summary>One whose clock is set.</summary>
    private async Task<MemoryThrift> StartAsync()
    {
        var thrift = new MemoryThrift(_agent.Room) { Do = () => _given.Writer.TryWrite(_agent.Time.GetUtcNow()) };
        var others = _agent.Time.Waiting;
        await thrift.StartAsync(CancellationToken.None);
        await UntilAsync(() => _agent.Time.Waiting > others);
        return thrift;
    }

    private Task<DateTimeOffset> NextAsync() => _given.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    private static async Task UntilAsync(Func<bool> done)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!done()) await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
    }
}
