using System.Diagnostics;

namespace Bellwether.Benchmarks;

/// <summary>This program once more, for what must be in a process of its own.</summary>
internal static class SelfStart
{
    /// <summary>Its standard input and output are the caller's.</summary>
    public static ProcessStartInfo Of(params string[] words) => new(Environment.ProcessPath!,
    [
        .. Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal)
            ? [typeof(SelfStart).Assembly.Location] : Array.Empty<string>(),
        .. words,
    ])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    };
}
