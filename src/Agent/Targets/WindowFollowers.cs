using System.Threading.Channels;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Probes.Receiving;

namespace Bellwether.Agent.Targets;

/// <summary>Keeps the probes of windows at who sends.</summary>
/// <remarks>Safe for concurrent use. Until somebody has sent, the plan's own probe says that nobody has.</remarks>
internal sealed class WindowFollowers : IAsyncDisposable
{
    private readonly FollowedBy _by;
    private readonly WindowSet _windows;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _changing = new(1);
    private readonly List<WindowFollower> _followers = [];

    /// <summary>Who is to look whether somebody came or went; one mark for any number of changes.</summary>
    private readonly Channel<bool> _changed = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly CancellationTokenSource _ending = new();
    private readonly Task _running;

    public WindowFollowers(FollowedBy by, WindowSet windows, TimeProvider time)
    {
        (_by, _windows, _time) = (by, windows, time);
        _running = RunAsync(_ending.Token);
    }

    /// <summary>Fails when following failed; then the process should end. Never completes otherwise.</summary>
    public Task Broken => _running;

    /// <summary>Follows the windows of a service's plan in place of those of its plan before, and closes those that no
    /// probe of it looks into any more. Call it after the plan's own probes were set.</summary>
    public async Task SetAsync(string service, WatchPlan? plan, CancellationToken stopping)
    {
        await _changing.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            foreach (var before in _followers.Where(one => one.Service == service).ToList())
            {
                _followers.Remove(before);
                before.Dispose();
            }

            await _windows.KeepAsync(service, [.. plan?.Probes.Select(probe => probe.Name) ?? []])
                .ConfigureAwait(false);
            foreach (var probe in plan?.Probes ?? [])
            {
                if (probe.BySidecars || _windows.Find(service, probe.Name) is not { FollowsInstances: true } window)
                    continue;
                var follower = new WindowFollower(
                    (plan!, probe, window), _by, _time, () => _changed.Writer.TryWrite(true));
                _followers.Add(follower);
                await follower.FollowAsync(stopping).ConfigureAwait(false);
            }
        }
        finally
        {
            _changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var follower in _followers) follower.Dispose();
        _ending.Dispose();
        _changing.Dispose();
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        await foreach (var _ in _changed.Reader.ReadAllAsync(stopping).ConfigureAwait(false))
        {
            await _changing.WaitAsync(stopping).ConfigureAwait(false);
            try
            {
                foreach (var follower in _followers) await follower.FollowAsync(stopping).ConfigureAwait(false);
            }
            finally
            {
                _changing.Release();
            }
        }
    }
}
