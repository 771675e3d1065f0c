namespace Bellwether.Probes.Receiving;

/// <summary>The windows of all services, by service and probe.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class WindowSet : IAsyncDisposable
{
    private readonly Dictionary<(string Service, string Probe), IWindow> _windows = [];
    private readonly Lock _gate = new();

    /// <summary>Windows of one kind, with the service that each belongs to; empty for none.</summary>
    public IReadOnlyList<(string Service, T Window)> All<T>()
        where T : class, IWindow
    {
        lock (_gate)
            return [.. _windows.Where(one => one.Value is T).Select(one => (one.Key.Service, (T)one.Value))];
    }

    /// <summary>The window of a probe; null where it has none.</summary>
    public IWindow? Find(string service, string probe)
    {
        lock (_gate) return _windows.GetValueOrDefault((service, probe));
    }

    /// <summary>The window of a probe; made where it has none of that kind yet.</summary>
    public T Open<T>(string service, string probe, Func<T> make)
        where T : class, IWindow
    {
        ArgumentNullException.ThrowIfNull(make);
        IWindow? before;
        T window;
        lock (_gate)
        {
            if (_windows.TryGetValue((service, probe), out before) && before is T known) return known;
            _windows[(service, probe)] = window = make();
        }

        if (before is not null) _ = before.DisposeAsync().AsTask();
        return window;
    }

    /// <summary>Closes the windows of a service but those of these probes.</summary>
    public async ValueTask KeepAsync(string service, IReadOnlyCollection<string> probes)
    {
        List<IWindow> gone = [];
        lock (_gate)
            foreach (var key in _windows.Keys.Where(key => key.Service == service && !probes.Contains(key.Probe))
                .ToList())
                if (_windows.Remove(key, out var window))
                    gone.Add(window);
        foreach (var window in gone) await window.DisposeAsync().ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        List<IWindow> all;
        lock (_gate)
        {
            all = [.. _windows.Values];
            _windows.Clear();
        }

        foreach (var window in all) await window.DisposeAsync().ConfigureAwait(false);
    }
}
