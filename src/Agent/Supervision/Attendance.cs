using Bellwether.Agent.Watching;

namespace Bellwether.Agent.Supervision;

/// <summary>Follows an agent for the service manager: ready when it listens and has judged, alive after each round of
/// the judging loop.</summary>
/// <remarks>The loop itself gives the signs of life, so a loop that is stuck gives none and the manager starts the
/// agent again.</remarks>
internal sealed class Attendance : IDisposable
{
    private readonly Notifier _notifier;
    private readonly WatchRoom _room;
    private readonly CancellationTokenRegistration _stopping;
    private volatile bool _listens;
    private bool _isReady;

    public Attendance(Notifier notifier, WatchRoom room, WatchLoop loop, CancellationToken stopping)
    {
        (_notifier, _room) = (notifier, room);
        loop.AfterRound = AfterRound;
        _stopping = stopping.Register(notifier.Stopping);
    }

    /// <summary>It listens; what is left is the next round.</summary>
    public void Listens() => _listens = true;

    /// <summary>The configuration was read again, whatever came of it.</summary>
    public void Reloaded() => _notifier.Reloaded(StatusSentence.Of(_room));

    public void Dispose() => _stopping.Dispose();

    private void AfterRound()
    {
        if (!_listens) return;
        if (_isReady) _notifier.Alive(StatusSentence.Of(_room));
        else _notifier.Ready(StatusSentence.Of(_room));
        _isReady = true;
    }
}
