using System.Diagnostics;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Systemd;

/// <summary>The Debian package, built once for all tests, and packed once more with a later version.</summary>
internal static class BuiltPackage
{
    public const string FirstVersion = "1.0.0";
    public const string LaterVersion = "1.0.1";

    /// <summary>Names a program that an earlier build left, for whoever works on the package itself.</summary>
    private const string ProgramVariable = "BELLWETHER_PACKAGED_PROGRAM";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly Lazy<Task<(string First, string Later)>> Built = new(BuildAsync);

    /// <summary>Files of the first and of the later version.</summary>
    public static Task<(string First, string Later)> FilesAsync() => Built.Value;

    /// <summary>What eng/package leaves for packing again.</summary>
    public static string Program { get; } = Environment.GetEnvironmentVariable(ProgramVariable)
        ?? Path.Combine(ShopProcess.Repository(), "artifacts/package/program-amd64");

    /// <summary>The same program once more, in little time: hardly compressed.</summary>
    public static Task<string> PackAgainAsync(string version, string output) =>
        PackAsync(version, output, "--program", Program, "--level", "0");

    /// <summary>Runs eng/package with these words; the file it made.</summary>
    private static async Task<string> PackAsync(string version, string output, params string[] words)
    {
        var start = new ProcessStartInfo(
            Path.Combine(ShopProcess.Repository(), "eng/package"),
            ["--version", version, "--output", output, .. words])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var patience = new CancellationTokenSource(Patience);
        using var process = Process.Start(start)!;
        try
        {
            var said = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"eng/package: {await said}{await error}");
            Console.WriteLine((await said).Trim());
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        return Path.Combine(output, $"bellwether_{version}_amd64.deb");
    }

    private static async Task<(string First, string Later)> BuildAsync()
    {
        var output = Path.Combine(ShopProcess.Repository(), "artifacts/package");
        var isBuilt = Environment.GetEnvironmentVariable(ProgramVariable) is not null;
        var first = isBuilt
            ? await PackAgainAsync(FirstVersion, output)
            : await PackAsync(FirstVersion, output, "--level", "1");
        return (first, await PackAgainAsync(LaterVersion, output));
    }
}
