using Bellwether.Probes.Receiving;

namespace Bellwether.Probes.Vitals;

/// <summary>Page views that browsers told of, as counts. Of a view nothing is kept but that it was.</summary>
public sealed class VitalsWindow : IWindow
{
    private const string Others = "other";

    private readonly Dictionary<string, VitalsCounts> _pages = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private VitalsProbeOptions _options;
    private HashSet<string> _origins = [];
    private VitalsCounts? _all;
    private DateTimeOffset? _sentAt;
    private double _left;
    private DateTimeOffset _at;

    public VitalsWindow(VitalsProbeOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_options, _time) = (options, time);
        ReceivingMeter.Begin(VitalsDoor.Name);
        Use(options);
        (_left, _at) = (_options.PerSecond * 2, time.GetUtcNow());
    }

    /// <summary>Never raised: browsers are not told apart.</summary>
    public event Action? Changed
    {
        add { }
        remove { }
    }

    public bool FollowsInstances => false;

    public IReadOnlyList<string> Instances => [];

    internal VitalsProbeOptions Options => Volatile.Read(ref _options);

    /// <summary>From now on these options hold.</summary>
    public void Use(VitalsProbeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (_gate)
        {
            Volatile.Write(ref _options, options);
            _origins = [.. options.Origins.Select(origin => origin.GetLeftPart(UriPartial.Authority))];
        }
    }

    /// <summary>Whether pages of that origin may send.</summary>
    public bool Allows(string origin)
    {
        lock (_gate) return _origins.Contains(origin);
    }

    public IProbe ProbeOf(string? instance) => new VitalsProbe(this);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>Takes one view in; false where there are too many.</summary>
    internal bool Take(VitalsReport report)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var since = Math.Max(0, (now - _at).TotalSeconds);
            (_left, _at) = (Math.Min(_options.PerSecond * 2, _left + (since * _options.PerSecond)), now);
            if (_left < 1) return false;
            _left--;
            CountsOf(report.Path).Add(report);
            _sentAt = now;
            return true;
        }
    }

    internal Look Look()
    {
        lock (_gate)
        {
            var since = _time.GetUtcNow() - _sentAt;
            if (since is null || since > _options.SilentAfter)
                return Probes.Look.Missing("silent", since is null
                    ? "no browser has sent anything yet: see docs/targets.md for the script"
                    : $"no browser has sent anything for {since.Value.TotalSeconds:0} s");
            List<Reading> readings = [];
            _all?.Tell(readings);
            foreach (var page in _pages.Values) page.Tell(readings);
            return Probes.Look.Good(readings);
        }
    }

    /// <summary>A path becomes the operator's own pattern, or nothing: it may hold what is nobody's business.</summary>
    private VitalsCounts CountsOf(string path)
    {
        if (_options.Pages.Count == 0) return _all ??= new(null);
        var page = _options.Pages.FirstOrDefault(pattern => Matches(pattern, path)) ?? Others;
        if (!_pages.TryGetValue(page, out var counts)) _pages[page] = counts = new(page);
        return counts;
    }

    private static bool Matches(string pattern, string path) =>
        pattern.EndsWith('*') ? path.StartsWith(pattern[..^1], StringComparison.Ordinal) : path == pattern;
}
