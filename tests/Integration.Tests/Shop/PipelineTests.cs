using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.Versioning;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.Shop;

/// <summary>
/// The sample pipeline with the real Shop. In place of the command stands a script that writes down what it was asked
/// and exits as the test says: what is tested is what the pipeline makes of each exit code.
/// </summary>
[UnsupportedOSPlatform("windows")]
public sealed class PipelineTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pipeline-").FullName;
    private readonly int _port = FreePort();

    public Task InitializeAsync() => Beginning.OrEndAsync(BeginAsync, DisposeAsync);

    private async Task BeginAsync()
    {
        var command = Path.Combine(_folder, "bellwether");
        await File.WriteAllTextAsync(command, """
            #!/usr/bin/env bash
            echo "$*" >>"$(dirname "$0")/asked"
            case "$*" in
                "deploy start"*) echo "${@: -1}" ;;
                *recovery) exit 0 ;;
                await*) [ "$VERDICT" != never ] || { echo $$ >"$(dirname "$0")/awaiting"; exec sleep 30; } ;;&
                await*) exit "$VERDICT" ;;
            esac
            """);
        File.SetUnixFileMode(command, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Assert.Equal(0, (await DeployAsync(verdict: 99, "1.0")).ExitCode);
        Assert.Equal("1.0", await RunningVersionAsync());
    }

    public Task DisposeAsync()
    {
        if (File.Exists(PidFile))
            using (var shop = Process.GetProcessById(Pid()))
                shop.Kill();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task On_promote_it_goes_on()
    {
        Assert.Equal(0, (await DeployAsync(verdict: 0, "2.0")).ExitCode);
        Assert.Equal("2.0", await RunningVersionAsync());
        Assert.Equal([
            "deploy start --service shop --environment demo --version 2.0 --previous-version 1.0 --deployment build-7",
            "deploy finish build-7", "await build-7"], await AskedAsync());
    }

    [Fact]
    public async Task On_rollback_the_version_before_is_put_back_and_its_recovery_awaited()
    {
        Assert.Equal(10, (await DeployAsync(verdict: 10, "2.0", "--slow", "1.8")).ExitCode);
        Assert.Equal("1.0", await RunningVersionAsync());
        Assert.Equal(
            ["await build-7", "deploy rolled-back build-7", "await build-7 --phase recovery"],
            (await AskedAsync())[^3..]);
    }

    [Fact]
    public async Task A_version_that_crashed_is_put_back_as_well()
    {
        Assert.Equal(10, (await DeployAsync(verdict: 10, "6.0", "--crash")).ExitCode);
        Assert.Equal("1.0", await RunningVersionAsync());
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(1)]
    [InlineData(134)]
    public async Task On_anything_else_it_holds_with_that_code_and_a_human_may_put_back(int verdict)
    {
        var (exitCode, words) = await DeployAsync(verdict, "2.0");
        Assert.Equal(verdict, exitCode);
        Assert.Contains("for a human", words, StringComparison.Ordinal);
        Assert.Equal("2.0", await RunningVersionAsync());
        Assert.DoesNotContain("deploy rolled-back build-7", await AskedAsync());

        Assert.Equal(0, (await DeployAsync(verdict, "--put-back")).ExitCode);
        Assert.Equal("1.0", await RunningVersionAsync());
        Assert.Equal(2, (await DeployAsync(verdict, "--put-back")).ExitCode);
    }

    [Fact]
    public async Task When_it_cannot_be_announced_nothing_is_changed()
    {
        var before = Pid();
        File.Delete(Path.Combine(_folder, "bellwether"));
        Assert.Equal(127, (await DeployAsync(verdict: 0, "2.0")).ExitCode);
        Assert.Equal(before, Pid());
        Assert.Equal("1.0", await RunningVersionAsync());
    }

    [Fact]
    public async Task Ended_while_it_waits_it_leaves_the_new_version_and_nothing_else()
    {
        using var pipeline = Start("never", "2.0");
        var awaiting = await AppearedAsync("awaiting");
        Assert.Equal(2, (await DeployAsync(verdict: 0, "3.0")).ExitCode);   // one deployment at a time

        using (var kill = Process.Start("kill", ["-TERM", $"{pipeline.Id}"])) await kill.WaitForExitAsync();
        await pipeline.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(143, pipeline.ExitCode);
        Assert.Equal("2.0", await RunningVersionAsync());
        var still = $"/proc/{awaiting}/exe";
        for (var attempt = 0; attempt < 40 && File.Exists(still); attempt++)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        Assert.False(File.Exists(still), "the command is still waiting");
    }

    private async Task<(int ExitCode, string Words)> DeployAsync(int verdict, params string[] words)
    {
        using var pipeline = Start($"{verdict}", words);
        var (output, errors) = (pipeline.StandardOutput.ReadToEndAsync(), pipeline.StandardError.ReadToEndAsync());
        await pipeline.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        return (pipeline.ExitCode, await output + await errors);
    }

    private Process Start(string verdict, params string[] words)
    {
        var start = new ProcessStartInfo(Path.Combine(ShopProcess.Repository(), "samples/pipeline/deploy"), words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["BELLWETHER"] = Path.Combine(_folder, "bellwether"), ["SHOP"] = ShopProcess.Program,
                ["STATE"] = _folder, ["SHOP_PORT"] = $"{_port}", ["DEPLOYMENT"] = "build-7",
                ["VERDICT"] = verdict,
            },
        };
        return Process.Start(start)!;
    }

    private async Task<string> AppearedAsync(string file)
    {
        var path = Path.Combine(_folder, file);
        for (var attempt = 0; attempt < 200 && !(File.Exists(path) && new FileInfo(path).Length > 0); attempt++)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        return (await File.ReadAllTextAsync(path)).Trim();
    }

    /// <remarks>The version says itself on its page, as soon as it listens.</remarks>
    private async Task<string> RunningVersionAsync()
    {
        using var client = new HttpClient();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var page = await client.GetStringAsync(new Uri($"http://127.0.0.1:{_port}/metrics"));
                return page.Split("app_info{version=\"")[1].Split('"')[0];
            }
            catch (HttpRequestException) when (attempt < 100)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
            }
        }
    }

    private string PidFile => Path.Combine(_folder, "shop.pid");

    private int Pid() => int.Parse(File.ReadAllText(PidFile), null);

    private async Task<string[]> AskedAsync() => await File.ReadAllLinesAsync(Path.Combine(_folder, "asked"));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
