using System.Diagnostics;

namespace Bellwether.Integration.Tests.OtlpDoor;

/// <summary>OpenTelemetry's JavaScript libraries, as the lock file beside the script names them, installed once into
/// <c>artifacts</c>.</summary>
internal static class NodeModules
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<string?> s_fault = new(Install);

    /// <summary>Why they cannot be had; null where they are there.</summary>
    public static string? Fault => s_fault.Value;

    /// <summary>Why there is no node; null where there is.</summary>
    public static string? NodeFault => Missing("node");

    public static string Folder => Path.Combine(Root, "artifacts", "otlp-node");

    public static string Script => Path.Combine(Source, "send.mjs");

    private static string Source => Path.Combine(Root, "tests", "Integration.Tests", "OtlpDoor", "node");

    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Agent.sln"))) folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    /// <summary>Runs a program within the patience; its exit code, or null where it had to be ended, and its last
    /// words.</summary>
    public static async Task<(int? Code, string Said)> RunAsync(string program, string folder, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (null, $"not within {Patience.TotalSeconds} s");
        }

        return (process.ExitCode, $"{await output}{await error}");
    }

    private static string? Missing(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')
            .Any(folder => File.Exists(Path.Combine(folder, program))) ? null : $"{program} is not on this machine";

    private static string? Install()
    {
        if ((Missing("node") ?? Missing("npm")) is { } missing) return missing;
        Directory.CreateDirectory(Folder);
        var wanted = File.ReadAllText(Path.Combine(Source, "package-lock.json"));
        var done = Path.Combine(Folder, "installed");
        if (File.Exists(done) && File.ReadAllText(done) == wanted) return null;
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(Source, file), Path.Combine(Folder, file), overwrite: true);
        var (code, said) = RunAsync("npm", Folder, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .GetAwaiter().GetResult();
        if (code != 0) return $"npm ci failed, the registry may be out of reach: {said.Trim()}";
        File.WriteAllText(done, wanted);
        return null;
    }
}
