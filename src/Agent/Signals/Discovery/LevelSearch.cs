using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Finds which levels of the table are on a page: how full, how busy, how far behind.</summary>
/// <remarks>They are shown, and judged only where a rule names them. The first entry of a name that is on the page has
/// it.</remarks>
internal sealed class LevelSearch(PageIndex page, string probe)
{
    /// <summary>Levels that are taken from one page; more are left out, and said so.</summary>
    public const int LevelsPerPage = 32;

    private static readonly string[] s_counted = ["_total"];

    private static readonly string[] s_countedOfFamilies = ["_sum", "_count"];

    private readonly List<DiscoveryProblem> _problems = [];

    /// <summary>Empty for none.</summary>
    public IReadOnlyList<DiscoveryProblem> Problems => _problems;

    /// <param name="levels">In the order in which they are tried.</param>
    /// <param name="countsRequests">Whether the page has a source of requests that is the service itself.</param>
    /// <returns>In the order of the table; empty for none.</returns>
    public IReadOnlyList<Binding> Search(IReadOnlyList<MetricLevel> levels, bool countsRequests)
    {
        List<Binding> found = [];
        HashSet<string> taken = new(StringComparer.Ordinal);
        var over = 0;
        foreach (var level in levels)
        {
            if (taken.Contains(level.What) || (level.BesideRequests && !countsRequests)) continue;
            if (BindingOf(level) is not { } binding) continue;
            taken.Add(level.What);
            if (found.Count < LevelsPerPage) found.Add(binding);
            else if (over++ == 0)
                _problems.Add(new(binding.Signal, DiscoveryProblem.TooMany,
                    $"the page has more than {LevelsPerPage} levels; this one and those after it are left out."));
        }

        return found;
    }

    private Binding? BindingOf(MetricLevel level)
    {
        foreach (var name in level.With)
            if (!page.Has(name))
                return null;
        foreach (var metric in level.Metrics)
        {
            if (!page.Has(metric) || !IsOfForm(level.Form, metric)) continue;
            var limit = level.Limit.FirstOrDefault(name => page.Has(name) && IsOfForm(level.Form, name));
            if (limit is null && level.Limit.Count > 0) continue;
            var binding = Of(level, metric, limit);
            if (CanBeTold(binding)) return binding;
        }

        return null;
    }

    private Binding Of(MetricLevel level, string metric, string? limit) => new()
    {
        Signal = $"{probe}.saturation.{level.What}",
        Kind = SignalKind.Gauge,
        Unit = limit is not null ? "ratio"
            : level.Unit ?? (level.Form is LevelForm.Rate ? "per-second"
                : MetricUnits.OfGauge(metric, page[metric][0].Family)),
        Source = Words(level, metric, limit),
        Metric = metric,
        Where = level.Where,
        Except = level.Except,
        Level = new(level.Form, limit, level.Several),
    };

    /// <summary>A gauge is never differenced, whatever its name, and a counter is no level.</summary>
    private bool IsOfForm(LevelForm form, string name)
    {
        var type = page[name][0].Family.Type;
        if (form is not LevelForm.Rate) return type is MetricType.Gauge or MetricType.Unknown;
        return type switch
        {
            MetricType.Counter => true,
            MetricType.Histogram or MetricType.Summary => EndsWith(name, s_countedOfFamilies),
            MetricType.Unknown => EndsWith(name, s_counted),
            _ => false,
        };
    }

    private static bool EndsWith(string name, string[] suffixes) =>
        suffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));

    /// <summary>Something of it is meant, no more than can be put together, and its limit is one.</summary>
    private bool CanBeTold(Binding binding)
    {
        var shape = binding.Level!;
        var meant = 0;
        LabelSet? first = null;
        foreach (var sample in page[binding.Metric])
        {
            if (!binding.Means(sample.Labels)) continue;
            meant++;
            first ??= sample.Labels;
            foreach (var label in PageIndex.Collected)
                if (first[label] != sample.Labels[label])
                    return false;
        }

        if (meant == 0 || (meant > 1 && shape.Several is Several.None)) return false;
        return shape.Limit is not { } limit || shape.Form is LevelForm.Rate
            || page[limit].Any(sample => sample.Value is > 0 and < double.PositiveInfinity);
    }

    private static string Words(MetricLevel level, string metric, string? limit)
    {
        var where = level.Where.Count == 0 ? "" : " where "
            + string.Join(", ", level.Where.Select(pair => $"{pair.Key} {pair.Value}"));
        var without = level.Except.Count == 0 ? "" : " without "
            + string.Join(", ", level.Except.Select(pair => $"{pair.Key} {string.Join('|', pair.Value)}"));
        var what = level.Form switch
        {
            LevelForm.Free => $"1 less {metric} of {limit}",
            LevelForm.Rate when limit == metric => $"growth of {metric}{without}, of all its growth",
            LevelForm.Rate when limit is not null => $"growth of {metric} of {limit}",
            LevelForm.Rate => $"growth of {metric}",
            _ => limit is null ? metric : $"{metric} of {limit}",
        };
        var several = level.Several switch
        {
            Several.Most => ", the largest",
            Several.Least => ", the smallest",
            _ => "",
        };
        return $"{what}{where}{several} ({level.Name})";
    }
}
