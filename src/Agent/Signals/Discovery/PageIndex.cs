using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>A page by the names of its samples.</summary>
internal sealed class PageIndex
{
    /// <summary>Labels that whoever collects the pages of others puts on them: one page of several services.</summary>
    public static readonly string[] Collected = ["job", "instance"];

    private readonly Dictionary<string, List<Reading>> _samples = new(StringComparer.Ordinal);

    public PageIndex(IReadOnlyList<Reading> readings)
    {
        string? name = null;
        List<Reading>? samples = null;
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            if (samples is null || !ReferenceEquals(reading.Name, name))
            {
                name = reading.Name;
                if (!_samples.TryGetValue(name, out samples)) _samples[name] = samples = [];
            }

            samples.Add(reading);
        }
    }

    public IEnumerable<string> Names => _samples.Keys;

    /// <summary>In the order of the page; empty where it has none of that name.</summary>
    public IReadOnlyList<Reading> this[string name] => _samples.TryGetValue(name, out var samples) ? samples : [];

    public bool Has(string name) => _samples.ContainsKey(name);

    /// <summary>Whether any sample of that name has the label with a value.</summary>
    public bool HasLabel(string name, string label)
    {
        foreach (var sample in this[name])
            if (!string.IsNullOrEmpty(sample.Labels[label]))
                return true;
        return false;
    }

    /// <summary>The first of these labels that any sample of that name has; null for none of them.</summary>
    public string? FirstLabel(string name, IReadOnlyList<string> labels) =>
        labels.FirstOrDefault(label => HasLabel(name, label));
}
