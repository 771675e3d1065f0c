using Bellwether.Agent.Bus;
using Bellwether.Agent.Journal;
using Bellwether.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Bus;

public sealed class EarTests
{
    private readonly FakeTimeProvider _time = new();
    private int _asked;
    private bool _full = true;

    [Fact]
    public async Task While_nothing_durable_can_be_written_it_says_nothing_of_the_message()
    {
        using var ear = Make();
        var hearing = ear.HearAsync(new byte[1], CancellationToken.None);
        while (_asked < 3) await AdvanceAsync();
        Assert.False(hearing.IsCompleted);
        _full = false;
        while (!hearing.IsCompleted) await AdvanceAsync();
        Assert.Equal(HeardKind.Taken, (await hearing).Kind);
    }

    [Fact]
    public async Task An_agent_that_ends_gives_the_message_back()
    {
        using var ear = Make();
        using var stopping = new CancellationTokenSource();
        var hearing = ear.HearAsync(new byte[1], stopping.Token);
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hearing);
    }

    private async Task AdvanceAsync()
    {
        _time.Advance(TimeSpan.FromSeconds(1));
        await Task.Yield();
    }

    private Ear Make() => new(Hear, new BusLimits(), _time, NullLogger.Instance);

    private Heard Hear(ReadOnlyMemory<byte> body)
    {
        _asked++;
        return _full ? throw new JournalUnavailableException("the disk is full") : new Heard(HeardKind.Taken);
    }
}
