using System.Globalization;
using Bellwether.Contracts.Verdicts;
using Bellwether.Testing.Recording;

namespace Bellwether.Benchmarks.Recording.Evaluation;

/// <summary>Ends of watches, counted.</summary>
internal sealed class WatchTally
{
    private readonly List<PlayedWatch> _all = [];

    public int Count => _all.Count;

    /// <summary>Windows among them that share no point.</summary>
    public long Independent { get; set; }

    public void Add(PlayedWatch watch) => _all.Add(watch);

    public void Add(WatchTally other)
    {
        _all.AddRange(other._all);
        Independent += other.Independent;
    }

    public string RolledBack => Share(_all.Count(of => of.Decision == Decision.Rollback));

    public string Promoted => Share(_all.Count(of => of.Decision == Decision.Promote));

    /// <summary>Rolled back because of this signal, and after how many points on the median.</summary>
    public string Found(string signal)
    {
        var found = _all.Where(of => of.Decision == Decision.Rollback && of.Failing.Contains(signal))
            .Select(of => of.Points).Order().ToList();
        return $"{Share(found.Count)} | {(found.Count == 0 ? "–" : found[found.Count / 2])}";
    }

    /// <summary>"not-excluded 12, no-data 1"; a dash for none.</summary>
    public string Causes => Words(
        _all.Where(of => of.Decision == Decision.Inconclusive).Select(of => of.Cause?.ToString() ?? "?"));

    /// <summary>Which signals rolled back.</summary>
    public string Blamed => Words(
        _all.Where(of => of.Decision == Decision.Rollback).SelectMany(of => of.Failing.Distinct()));

    /// <summary>A share, its interval, and the interval that the independent windows alone allow.</summary>
    private string Share(int of)
    {
        if (_all.Count == 0) return "–";
        var share = (double)of / _all.Count;
        return $"{Number(share)} % ({Interval(Wilson.Of(share, _all.Count))}; "
            + $"{Interval(Wilson.Of(share, Math.Min(Independent, _all.Count)))})";
    }

    private static string Words(IEnumerable<string> words)
    {
        var counted = words.CountBy(word => word).OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}").ToList();
        return counted.Count == 0 ? "–" : string.Join(", ", counted);
    }

    private static string Interval(Wilson of) => $"{Number(of.Low)}–{Number(of.High)}";

    private static string Number(double share) => (share * 100).ToString("0.0", CultureInfo.InvariantCulture);
}
