using System.Globalization;

namespace Bellwether.Agent.Supervision;

/// <summary>Says to the service manager how the agent stands; without a manager it says nothing.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class Notifier : IDisposable
{
    /// <summary>Longest status in characters; what is longer is cut.</summary>
    public const int LongestStatus = 300;

    /// <summary>Signs of life are due after this share of the manager's patience: a late one is still in
    /// time.</summary>
    private const double Due = 0.4;

    private readonly Lock _lock = new();
    private readonly NotifySocket? _socket;
    private readonly TimeSpan? _period;
    private readonly TimeProvider _time;
    private long _lastSign;
    private string? _status;

    public Notifier(Supervisor supervisor, TimeProvider time)
    {
        _socket = NotifySocket.To(supervisor.Socket);
        _period = supervisor.WatchdogPeriod;
        _time = time;
        _lastSign = time.GetTimestamp();
    }

    /// <summary>It listens and has judged for the first time.</summary>
    public void Ready(string status)
    {
        lock (_lock) Send(status, "READY=1", "WATCHDOG=1");
    }

    /// <summary>A new configuration is being read; <see cref="Reloaded"/> follows, also where the old one is
    /// kept.</summary>
    public void Reloading()
    {
        // The monotonic clock, in microseconds, tells the manager which of its requests is answered.
        var now = _time.GetTimestamp() / (_time.TimestampFrequency / 1_000_000.0);
        lock (_lock)
            _socket?.Send("RELOADING=1", string.Create(CultureInfo.InvariantCulture, $"MONOTONIC_USEC={now:0}"));
    }

    /// <summary>The reload is over.</summary>
    public void Reloaded(string status)
    {
        lock (_lock) Send(status, "READY=1");
    }

    /// <summary>A stop was asked for.</summary>
    public void Stopping()
    {
        lock (_lock) Send("ending; what is being watched goes on at the next start", "STOPPING=1");
    }

    /// <summary>The judging loop has gone round. It may be called at any rate: only what is due is sent.</summary>
    public void Alive(string status)
    {
        lock (_lock)
        {
            var isDue = _period is { } period && _time.GetElapsedTime(_lastSign) >= period * Due;
            if (isDue) Send(status, "WATCHDOG=1");
            else if (Cut(status) != _status) Send(status);
        }
    }

    public void Dispose() => _socket?.Dispose();

    private void Send(string status, params ReadOnlySpan<string> assignments)
    {
        if (_socket is null) return;
        var line = Cut(status);
        if (!_socket.Send([.. assignments, $"STATUS={line}"])) return;
        _status = line;
        if (assignments.Contains("WATCHDOG=1")) _lastSign = _time.GetTimestamp();
    }

    /// <summary>One line: a line break would begin another assignment.</summary>
    private static string Cut(string status)
    {
        var line = string.Concat(status.Select(letter => char.IsControl(letter) ? ' ' : letter));
        return line.Length <= LongestStatus ? line : $"{line[..(LongestStatus - 1)]}…";
    }
}
