using System.Globalization;
using System.Text;

namespace Bellwether.Benchmarks.Cases;

/// <summary>Lines for <c>judge</c>: waves of a day with noise that remembers.</summary>
internal static class CaseLines
{
    private const int Day = 1440;
    private const int Window = 60;

    /// <summary>Moments that one history is asked about.</summary>
    private const int Moments = 1000;

    /// <summary>A history of half a day and one case.</summary>
    public static IReadOnlyList<string> Small() => [Define("web", 1, Day + Window, seed: 1), Case(1, "web", Day, 1)];

    public static IEnumerable<string> OfOneHistory(int cases, int signals, int days, int ofMoment)
    {
        yield return Define("web", signals, days * Day + Moments + Window, seed: 1);
        for (var i = 0; i < cases; i++)
            yield return Case(i, "web", days * Day + i / ofMoment * 7 % Moments, signals, days * Day);
    }

    public static IEnumerable<string> OfOwnHistories(int cases, int signals, int days)
    {
        string[] histories = [.. Enumerable.Range(0, 4)
            .Select(i => Define("web", signals, days * Day + Window, (ulong)i + 1))];
        for (var i = 0; i < cases; i++)
        {
            yield return histories[i % histories.Length];
            yield return Case(i, "web", days * Day, signals);
        }
    }

    private static string Case(int name, string series, int at, int signals, int? historyPoints = null)
    {
        var names = string.Join(',', Enumerable.Range(0, signals).Select(i => $"\"s{i}\""));
        var history = historyPoints is { } points ? $"\"historyPoints\":{points}," : "";
        return $"{{\"case\":{name},\"series\":\"{series}\",\"at\":{at},{history}\"signals\":[{names}],"
            + $"\"critical\":[\"s0\"],\"windowPoints\":{Window}}}";
    }

    private static string Define(string name, int signals, int points, ulong seed)
    {
        var text = new StringBuilder($"{{\"define\":\"{name}\",\"intervalSeconds\":60,\"signals\":{{");
        var state = seed;
        for (var s = 0; s < signals; s++)
        {
            text.Append(s == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"\"s{s}\":[");
            var wander = 0.0;
            for (var i = 0; i < points; i++)
            {
                wander = 0.8 * wander + Noise(ref state);
                var level = (s + 1) * (1 + 0.1 * Math.Sin(2 * Math.PI * i / Day) + 0.03 * wander);
                text.Append(i == 0 ? "" : ",").Append(level.ToString("0.#####", CultureInfo.InvariantCulture));
            }

            text.Append(']');
        }

        return text.Append("}}").ToString();
    }

    /// <summary>Nearly normal: the sum of four even draws. The generator is SplitMix64.</summary>
    private static double Noise(ref ulong state)
    {
        var sum = -2.0;
        for (var i = 0; i < 4; i++)
        {
            state += 0x9E3779B97F4A7C15;
            var z = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            sum += ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }

        return 1.7 * sum;
    }
}
