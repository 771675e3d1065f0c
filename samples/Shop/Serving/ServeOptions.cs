using Shop.CommandLine;

namespace Shop.Serving;

internal sealed record ServeOptions
{
    /// <summary>Port on 127.0.0.1; 0 takes a free one, which is printed.</summary>
    public required int Port { get; init; }

    public required string Version { get; init; }

    /// <summary>Factor on every latency. 0.1 to 20, default 1.</summary>
    public double Slow { get; init; } = 1;

    /// <summary>Share of requests that fail on top of the service's own. 0 to 1, default 0.</summary>
    public double ErrorRatio { get; init; }

    public bool WithoutMetrics { get; init; }

    public bool Crash { get; init; }

    public ulong Seed { get; init; } = 1;

    public static ServeOptions Read(IReadOnlyList<string> words)
    {
        var arguments = new Arguments(words);
        var options = new ServeOptions
        {
            Port = arguments.Whole("--port", otherwise: null, least: 0, most: 65535),
            Version = arguments.Text("--version"),
            Slow = arguments.Number("--slow", otherwise: 1, least: 0.1, most: 20),
            ErrorRatio = arguments.Number("--error-ratio", otherwise: 0, least: 0, most: 1),
            WithoutMetrics = arguments.Flag("--no-metrics"),
            Crash = arguments.Flag("--crash"),
            Seed = (ulong)arguments.Whole("--seed", otherwise: 1, least: 0, most: int.MaxValue),
        };
        arguments.RefuseTheRest();
        return options;
    }
}
