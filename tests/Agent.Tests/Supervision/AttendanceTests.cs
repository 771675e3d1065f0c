using Bellwether.Agent.Supervision;
using Bellwether.Agent.Tests.Watching;
using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Tests.Supervision;

public sealed class AttendanceTests : IDisposable
{
    private const string Quiet = "STATUS=gates shop in demo; no deployment is open; no verdict yet";

    private readonly StandInSystemd _manager = new();
    private readonly WatchedAgent _agent = WatchedAgent.Experienced();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Notifier _notifier;
    private readonly Attendance _attendance;

    public AttendanceTests()
    {
        _notifier = new Notifier(new Supervisor(_manager.Address, TimeSpan.FromSeconds(30)), _agent.Time);
        _attendance = new Attendance(_notifier, _agent.Room, _agent.Loop, _stopping.Token);
    }

    public void Dispose()
    {
        _attendance.Dispose();
        _notifier.Dispose();
        _stopping.Dispose();
        _agent.Dispose();
        _manager.Dispose();
    }

    [Fact]
    public void It_is_ready_after_it_listens_and_the_first_round_after_that()
    {
        _agent.Run(3);
        Assert.Empty(_manager.Heard());
        _attendance.Listens();
        Assert.Empty(_manager.Heard());
        _agent.Run(1);
        Assert.Equal($"READY=1\nWATCHDOG=1\n{Quiet}", Assert.Single(_manager.Heard()));
        _agent.Run(3);
        Assert.Empty(_manager.Heard());
    }

    [Fact]
    public void Each_round_is_a_sign_of_life_and_without_rounds_there_is_none()
    {
        _attendance.Listens();
        _agent.Run(61);
        Assert.Equal(6, _manager.Heard().Count(heard => heard.Contains("WATCHDOG=1", StringComparison.Ordinal)));
        _agent.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(_manager.Heard());
        _agent.Run(1);
        Assert.Equal($"WATCHDOG=1\n{Quiet}", Assert.Single(_manager.Heard()));
    }

    [Fact]
    public async Task A_round_that_is_stuck_gives_no_sign_of_life_until_it_goes_on()
    {
        _attendance.Listens();
        _agent.Run(1);
        _manager.Heard();
        using var stuck = new ManualResetEventSlim();
        var holds = new TaskCompletionSource();
        // Whatever blocks the book blocks the judging: a request, a disk, a fault of ours.
        var holder = Task.Run(() =>
        {
            lock (_agent.Room.Book.Gate)
            {
                holds.SetResult();
                stuck.Wait();
            }
        });
        await holds.Task;
        var round = Task.Run(_agent.Loop.Round);
        _agent.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Empty(_manager.Heard());
        Assert.False(round.IsCompleted);
        stuck.Set();
        await Task.WhenAll(holder, round);
        Assert.Equal($"WATCHDOG=1\n{Quiet}", Assert.Single(_manager.Heard()));
    }

    [Fact]
    public void The_status_tells_what_is_open_and_what_was_said_last()
    {
        _attendance.Listens();
        _agent.Run(1);
        _agent.Deploy();
        _agent.Run(1);
        Assert.Contains("; 1 open: shop-2 (watching); no verdict yet", _manager.Heard()[^1], StringComparison.Ordinal);
        _agent.Shop.Errors = 10;
        _agent.RunUntil("shop-2", DeploymentState.AwaitingRollback, 30);
        var said = _manager.Heard()[^1];
        Assert.Contains("; 1 open: shop-2 (awaiting-rollback); last verdict: rollback for shop-2 at ", said,
            StringComparison.Ordinal);
        Assert.EndsWith(" UTC", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stop_is_told_when_it_is_asked_for()
    {
        _stopping.Cancel();
        Assert.StartsWith("STOPPING=1\n", Assert.Single(_manager.Heard()), StringComparison.Ordinal);
    }
}
