using System.Diagnostics;

namespace Bellwether.Chart.Tests.Rendering;

/// <summary>Runs tests/helm-render, which is built once for all tests.</summary>
/// <remarks>It is a look-alike of Helm: assert on values, never on how Helm writes them.</remarks>
internal static class HelmRender
{
    private static readonly TimeSpan s_buildPatience = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);
    private static readonly Lazy<Task<string>> s_program = new(BuildAsync);

    /// <summary>What a set of values, as YAML, is rendered to; the test fails where it is refused.</summary>
    public static async Task<Rendered> AcceptAsync(string values, params string[] words)
    {
        var (code, output, error) = await RunAsync(values, words);
        Assert.True(code == 0, error);
        return new Rendered(output, Manifest.ReadAll(output));
    }

    /// <summary>Why a set of values is refused; the test fails where it is not.</summary>
    public static async Task<string> RefuseAsync(string values, params string[] words)
    {
        var (code, output, error) = await RunAsync(values, words);
        Assert.True(code != 0, $"it was rendered:\n{output}");
        return error;
    }

    /// <summary>Renders any folder of a chart.</summary>
    /// <param name="chart">The folder.</param>
    /// <param name="values">One file of values or several, with <c>---</c> between, each laid over those
    /// before.</param>
    /// <param name="words">Further words of the command line.</param>
    public static async Task<(int Code, string Output, string Error)> RunInAsync(
        string chart, string values, params string[] words)
    {
        var folder = Directory.CreateTempSubdirectory("bellwether-chart-");
        try
        {
            var line = new List<string>(words);
            foreach (var (text, i) in values.Split("\n---\n").Select((text, i) => (text, i)))
            {
                var file = Path.Combine(folder.FullName, $"{i}.yaml");
                await File.WriteAllTextAsync(file, text);
                line.AddRange(["--values", file]);
            }

            return await EndAsync(new ProcessStartInfo(await s_program.Value, [.. line, chart]), s_patience);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<(int Code, string Output, string Error)> RunAsync(string values, string[] words) =>
        RunInAsync(Repository.PathOf(Repository.Chart), values, words);

    private static async Task<string> BuildAsync()
    {
        var program = Path.Combine(AppContext.BaseDirectory, "helm-render");
        var start = new ProcessStartInfo("go", ["build", "-trimpath", "-o", program, "."])
        {
            WorkingDirectory = Repository.PathOf("tests/helm-render"),
        };
        // Debian's packages of Go sources lie in a folder; no module of the network is asked for.
        start.Environment["GO111MODULE"] = "off";
        start.Environment["GOPATH"] = "/usr/share/gocode";
        start.Environment["GOFLAGS"] = "";
        start.Environment["CGO_ENABLED"] = "0";
        var (code, output, error) = await EndAsync(start, s_buildPatience);
        Assert.True(code == 0, $"go build: {output}{error}\neng/test installs what is needed (eng/debian-packages)");
        return program;
    }

    private static async Task<(int Code, string Output, string Error)> EndAsync(
        ProcessStartInfo start, TimeSpan longest)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var patience = new CancellationTokenSource(longest);
        using var process = Process.Start(start)!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
