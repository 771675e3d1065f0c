using Shop.CommandLine;

namespace Shop.Loading;

internal sealed record LoadOptions
{
    public required Uri Url { get; init; }

    /// <summary>How long the load goes on. 1 s to 1 h.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Lowest rate in requests a second. 1 to 1000, default 200.</summary>
    public required int RateFrom { get; init; }

    /// <summary>Highest rate in requests a second. RateFrom to 1000, default 300.</summary>
    public required int RateTo { get; init; }

    /// <summary>Most requests under way; what is due beyond is skipped and counted. 1 to 1024, default 256.</summary>
    public required int InFlight { get; init; }

    public required ulong Seed { get; init; }

    public static LoadOptions Read(IReadOnlyList<string> words)
    {
        var arguments = new Arguments(words);
        var url = arguments.Text("--url");
        var from = arguments.Whole("--rate-from", otherwise: 200, least: 1, most: 1000);
        var options = new LoadOptions
        {
            Url = Loopback(url),
            Duration = TimeSpan.FromSeconds(arguments.Number("--for", otherwise: null, least: 1, most: 3600)),
            RateFrom = from,
            RateTo = arguments.Whole("--rate-to", otherwise: Math.Max(from, 300), least: from, most: 1000),
            InFlight = arguments.Whole("--in-flight", otherwise: 256, least: 1, most: 1024),
            Seed = (ulong)arguments.Whole("--seed", otherwise: 1, least: 0, most: int.MaxValue),
        };
        arguments.RefuseTheRest();
        return options;
    }

    /// <remarks>A load generator that could be pointed at others would be a weapon left on the table.</remarks>
    private static Uri Loopback(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.IsLoopback
            ? url
            : throw new UsageException($"--url is an http address on this machine (http://127.0.0.1:80), not '{text}'");
}
