using System.Text.Json;

namespace Bellwether.Probes.Vitals;

/// <summary>What one page view was like, as the browser measured it.</summary>
internal sealed record VitalsReport
{
    /// <summary>Longest body, in bytes.</summary>
    public const int LongestBody = 2_048;

    private const double LongestMilliseconds = 600_000;
    private const double LargestShift = 100;
    private const int MostErrors = 1_000;

    private static readonly JsonDocumentOptions Shallow = new() { MaxDepth = 2 };

    /// <summary>Name of the service; null where the page does not say.</summary>
    public string? Service { get; private init; }

    /// <summary>Path of the page, never kept; empty where it does not say.</summary>
    public string Path { get; private init; } = "";

    /// <summary>Largest contentful paint, in seconds; null where it was not measured.</summary>
    public double? Lcp { get; private init; }

    /// <summary>Interaction to next paint, in seconds; null where nobody interacted.</summary>
    public double? Inp { get; private init; }

    /// <summary>Cumulative layout shift; null where it was not measured.</summary>
    public double? Cls { get; private init; }

    /// <summary>Time to the first byte, in seconds; null where it was not measured.</summary>
    public double? Ttfb { get; private init; }

    /// <summary>Errors of scripts on the page.</summary>
    public int Errors { get; private init; }

    /// <exception cref="InvalidDataException">It is no such report.</exception>
    public static VitalsReport Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Shallow);
            var root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object) throw new InvalidDataException("it is no JSON object");
            var report = new VitalsReport
            {
                Service = Text(root, "service"),
                Path = Text(root, "page") ?? "",
                Lcp = Number(root, "lcp", LongestMilliseconds) / 1000,
                Inp = Number(root, "inp", LongestMilliseconds) / 1000,
                Cls = Number(root, "cls", LargestShift),
                Ttfb = Number(root, "ttfb", LongestMilliseconds) / 1000,
                Errors = (int)(Number(root, "errors", MostErrors) ?? 0),
            };
            return report;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var text) && text.ValueKind is not JsonValueKind.Null ? text.GetString() : null;

    private static double? Number(JsonElement of, string name, double most)
    {
        if (!of.TryGetProperty(name, out var sent) || sent.ValueKind is JsonValueKind.Null) return null;
        var number = sent.GetDouble();
        return number >= 0 && number <= most ? number
            : throw new InvalidDataException($"{name} is {number}, and 0 to {most} can be");
    }
}
