using System.Text.RegularExpressions;
using Bellwether.Probes.Receiving;

namespace Bellwether.Probes.Otlp;

/// <summary>What applications of one service have sent, by instance.</summary>
public sealed partial class OtlpWindow : IWindow
{
    private const string PodUid = "k8s.pod.uid";

    private static readonly string[] s_places = [PodUid, "k8s.pod.name", "host.name"];

    private readonly Dictionary<string, OtlpInstance> _instances = new(StringComparer.Ordinal);
    private readonly OtlpPlaces _places = new();
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly string _service;
    private readonly string _environment;
    private OtlpProbeOptions _options;

    public OtlpWindow(OtlpProbeOptions options, ProbeContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        (_options, _time) = (options, context.Time);
        (_service, _environment) = (context.Service, context.Environment);
    }

    public event Action? Changed;

    public bool FollowsInstances => true;

    public IReadOnlyList<string> Instances
    {
        get
        {
            lock (_gate) return [.. _instances.Keys.Order(StringComparer.Ordinal)];
        }
    }

    /// <summary>The <c>service.name</c> that it takes.</summary>
    public string ServiceName => _options.ServiceName ?? _service;

    public IReadOnlyList<Succession> TakeSuccessions()
    {
        lock (_gate) return _places.Take();
    }

    public IProbe ProbeOf(string? instance) => new OtlpProbe(this, instance);

    /// <summary>From now on these options hold.</summary>
    public void Use(OtlpProbeOptions options)
    {
        lock (_gate) _options = options;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    internal void Take(OtlpResource sent, Refusals refusals)
    {
        var points = sent.Metrics.Sum(metric => metric.Points.Count);
        var environment = sent["deployment.environment.name"] ?? sent["deployment.environment"];
        if (environment is not null && environment != _environment)
        {
            refusals.Add(points, $"of environment {Cut(environment)}: {_service} is watched here in {_environment}");
            return;
        }

        var name = sent["service.instance.id"] ?? sent["host.name"] ?? _service;
        if (!Nameable().IsMatch(name))
        {
            refusals.Add(points, "of a service.instance.id that is not 1 to 128 characters without blanks");
            return;
        }

        bool changed;
        lock (_gate) changed = Take(name, sent, points, refusals);
        if (changed) Changed?.Invoke();
    }

    /// <summary>One look at what an instance has sent; null for the one that did last.</summary>
    internal Look LookAt(string? instance)
    {
        bool changed;
        Look look;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            changed = Sweep(now) | _places.Settle(now);
            var found = instance is null ? _instances.Values.MaxBy(one => one.PushedAt)
                : _instances.GetValueOrDefault(instance);
            look = found is not null ? LookAt(found, now) : Look.Missing(
                "silent", $"nothing was sent yet: post metrics with service.name={ServiceName} to /v1/metrics");
        }

        if (changed) Changed?.Invoke();
        return look;
    }

    private Look LookAt(OtlpInstance instance, DateTimeOffset now)
    {
        var (silence, since) = (SilenceOf(instance), now - instance.PushedAt);
        if (since > silence)
            return Look.Missing("silent", $"{instance.Name} has sent nothing for {since.TotalSeconds:0} s; "
                + $"it used to every {instance.Gap.TotalSeconds:0.#} s");
        return Look.Good(instance.Page(now, silence)) with
        {
            Sighting = instance.Version is null ? null : new Sighting { Version = instance.Version },
        };
    }

    private bool Take(string name, OtlpResource sent, int points, Refusals refusals)
    {
        var now = _time.GetUtcNow();
        var changed = Sweep(now);
        if (!_instances.TryGetValue(name, out var instance))
        {
            if (_instances.Count >= _options.MostInstances)
            {
                refusals.Add(points, $"of further instances: there are {_instances.Count}, as many as are taken");
                return changed;
            }

            _instances[name] = instance = new(name);
            changed = true;
        }

        var room = _options.MostReadings - _instances.Values.Sum(one => one.Size);
        if (room <= _options.MostReadings / 10)
        {
            foreach (var one in _instances.Values) one.MakeRoom(now);
            room = _options.MostReadings - _instances.Values.Sum(one => one.Size);
        }

        instance.Take(sent, room, now, refusals);
        _places.Push(PlaceOf(sent), name, now, GoneAfter(instance));
        return changed | _places.Settle(now);
    }

    /// <summary>Where the sender is; without a word of it all are at one place.</summary>
    private OtlpPlace PlaceOf(OtlpResource sent)
    {
        foreach (var attribute in s_places)
            if (sent[attribute] is { Length: > 0 and <= OtlpLimits.NameLength } name)
                return new(name, IsOnePod: attribute == PodUid);
        return new(_service);
    }

    /// <summary>Who is silent while others speak is gone. The last one stays: then nobody knows.</summary>
    private bool Sweep(DateTimeOffset now)
    {
        var silent = _instances.Values.Where(one => now - one.PushedAt > SilenceOf(one)).ToList();
        if (silent.Count == 0 || silent.Count == _instances.Count) return false;
        foreach (var one in silent) _instances.Remove(one.Name);
        return true;
    }

    private TimeSpan SilenceOf(OtlpInstance instance) => _options.SilentAfter ?? UsualSilenceOf(instance);

    /// <summary>Who is silent for a moment, by what is stated, may be there all the same.</summary>
    private TimeSpan GoneAfter(OtlpInstance instance)
    {
        var (stated, usual) = (SilenceOf(instance), UsualSilenceOf(instance));
        return stated > usual ? stated : usual;
    }

    private TimeSpan UsualSilenceOf(OtlpInstance instance)
    {
        var usual = OtlpLimits.GapsOfSilence * instance.Gap;
        var least = OtlpLimits.GapsOfSilence * _options.Every;
        return usual > OtlpLimits.LongestSilence && least < OtlpLimits.LongestSilence ? OtlpLimits.LongestSilence
            : usual > least ? usual : least;
    }

    private static string Cut(string text) => text.Length <= 63 ? text : text[..63] + "…";

    [GeneratedRegex($"^{InstanceName.Pattern}$")]
    private static partial Regex Nameable();
}
