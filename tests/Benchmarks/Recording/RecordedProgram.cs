using System.Net;
using System.Net.Sockets;
using Bellwether.Testing.Kill;
using Bellwether.Testing.Recording;

namespace Bellwether.Benchmarks.Recording;

/// <summary>One program that runs, is used, is looked at once a second, and is restarted.</summary>
internal sealed class RecordedProgram(ProgramPlan plan, RequestMaker make, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Most requests under way.</summary>
    private const int MostUnderWay = 64;

    private static readonly TimeSpan
        s_beat = TimeSpan.FromMilliseconds(20), s_arrears = TimeSpan.FromSeconds(1),
        s_lookPatience = TimeSpan.FromMilliseconds(500), s_startPatience = TimeSpan.FromMinutes(1);

    private readonly SecondTally _tally = new();
    private readonly List<Task> _underWay = new(MostUnderWay);
    private ServerProcess? _process;
    private (int Id, double CpuSeconds, long At)? _before;

    public string Name => plan.Name;

    /// <exception cref="InvalidOperationException">It ended, or did not listen within a minute.</exception>
    public async Task StartAsync(CancellationToken stopping)
    {
        _process = ServerProcess.Start(plan);
        var began = time.GetTimestamp();
        while (!await ListensAsync())
        {
            if (_process.HasExited || time.GetElapsedTime(began) > s_startPatience)
                throw new InvalidOperationException($"{Name} does not start; what it said is in {plan.Log}");
            await Task.Delay(s_beat, time, stopping);
        }
    }

    /// <summary>Requests at random moments at the curve's rate, until it is told to stop.</summary>
    public async Task UseAsync(LoadCurve curve, Dice dice, CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        var due = TimeSpan.Zero;
        using var beat = new PeriodicTimer(s_beat, time);
        while (!stopping.IsCancellationRequested)
        {
            await beat.WaitForNextTickAsync(CancellationToken.None);
            await ForgetFinishedAsync();
            var now = time.GetElapsedTime(began);
            // After a pause of this machine there is no burst of what was due in it.
            if (due < now - s_arrears) due = now;
            for (; due <= now; due += TimeSpan.FromSeconds(-Math.Log(1 - dice.Share()) / curve.At(now)))
            {
                if (_underWay.Count < MostUnderWay) _underWay.Add(RequestAsync());
                else _tally.Skip(Second, 1);
            }
        }

        await Task.WhenAll(_underWay);
    }

    /// <summary>Ends it and starts it again at these times since now.</summary>
    public async Task RestartAsync(IReadOnlyList<TimeSpan> times, CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        foreach (var at in times)
        {
            var wait = at - time.GetElapsedTime(began);
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, stopping);
            _tally.Restart(Second);
            await _process!.EndAsync(time);
            _process.Dispose();
            _process = ServerProcess.Start(plan);
        }
    }

    /// <summary>A second that is over.</summary>
    public async Task<RecordedSecond> SecondAsync(long second, ProcessTable table) =>
        _tally.Take(second, await ListensAsync(), Use(table));

    public async ValueTask DisposeAsync()
    {
        if (_process is null) return;
        await _process.EndAsync(time);
        _process.Dispose();
    }

    private long Second => time.GetUtcNow().ToUnixTimeSeconds();

    private async Task RequestAsync()
    {
        var began = time.GetTimestamp();
        var answer = await make();
        _tally.Add(Second, answer, time.GetElapsedTime(began));
    }

    /// <remarks>Each is awaited, so that a fault of our own ends the recording instead of spoiling it.</remarks>
    private async Task ForgetFinishedAsync()
    {
        for (var i = _underWay.Count - 1; i >= 0; i--)
        {
            if (!_underWay[i].IsCompleted) continue;
            await _underWay[i];
            _underWay.RemoveAt(i);
        }
    }

    private TreeUse? Use(ProcessTable table)
    {
        var id = _process!.Id;
        var at = time.GetTimestamp();
        if (table.Tree(id) is not { } tree)
        {
            _before = null;
            return null;
        }

        double? cores = _before is { } before && before.Id == id
            ? Math.Max(0, tree.CpuSeconds - before.CpuSeconds) / time.GetElapsedTime(before.At, at).TotalSeconds : null;
        _before = (id, tree.CpuSeconds, at);
        return new(cores, tree.ResidentBytes);
    }

    private async Task<bool> ListensAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        using var patience = new CancellationTokenSource(s_lookPatience, time);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, plan.Port), patience.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
