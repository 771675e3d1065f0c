using System.Runtime.Versioning;
using Bellwether.Integration.Tests.Commands;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Image;

/// <summary>The agent lives in its image: another user's, a root that cannot be written to, nothing but what it
/// brings.</summary>
[Collection(BuiltImage.Shared)]
[SupportedOSPlatform("linux")]
public sealed class RunningImageTests : IDisposable
{
    /// <summary>Where its layers are mounted, below <c>/mnt</c>.</summary>
    private const string Mounted = "root";

    private readonly BuiltImage _image;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bellwether-contained-");
    private readonly string _configuration;
    private readonly string _state;

    public RunningImageTests(BuiltImage image)
    {
        _image = image;
        _configuration = _folder.CreateSubdirectory("configuration").FullName;
        _state = _folder.CreateSubdirectory("state").FullName;
        File.SetUnixFileMode(_state, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(_configuration, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [RootFact]
    public async Task It_says_which_version_it_is_and_what_is_wrong_with_a_file()
    {
        var version = await RunAsync("version");
        Assert.Equal((0, ""), (version.Code, version.Error));
        Assert.StartsWith("bellwether 1.0.0 (.NET 10.", version.Out, StringComparison.Ordinal);
        await ConfigureAsync("environment: production\nmod: gate\n");
        var check = await RunAsync("check", "/etc/bellwether/bellwether.yaml");
        Assert.Equal(2, check.Code);
        Assert.Contains("mode", check.Out, StringComparison.Ordinal);
    }

    [RootFact]
    public async Task It_watches_a_service_to_a_verdict_on_a_root_that_cannot_be_written_to()
    {
        await using var shop = await ShopProcess.ServeAsync();
        await ConfigureAsync($$"""
            environment: production
            mode: gate
            service: shop
            listen: http://127.0.0.1:0
            state: /var/lib/bellwether
            probes:
              - { name: app, scrape: { url: "{{shop.Url}}metrics", every: 1s } }
              - { name: home, http: { url: "{{shop.Url}}", every: 1s } }
            rules: [{ name: home-up, signal: home.up, health: { fail-after: 2 of 3 }, critical: true }]
            policy: { interval: 1s, start-within: 2s, warm-up: 1s, window: 6s, min-watch: 3s, time-zone: Europe/Berlin }
            """);
        await using (var agent = await ContainedAgent.RunAsync(_image.Container(
            Plan("run", "--config", "/etc/bellwether/bellwether.yaml"))))
        {
            Assert.Equal("healthy", (await agent.GetAsync("/health/live"))["status"]!.GetValue<string>());
            AssertConfined(agent);
            await agent.PostAsync("/v1/deployments", """
                {"deploymentId":"shop-2","service":"shop","environment":"production","version":"2",
                 "strategy":"feature-flag"}
                """);
            await agent.PostAsync("/v1/deployments/shop-2/finish", "{}");
            var verdict = await agent.GetAsync("/v1/deployments/shop-2/verdict?wait=40s");
            Assert.Equal("promote", verdict["decision"]!.GetValue<string>());
            Assert.Equal("healthy", (await agent.GetAsync("/health/ready"))["status"]!.GetValue<string>());
            Assert.Equal(0, await agent.TerminateAsync());
        }

        // The journal outlives the container: another one replays the verdict.
        var replay = await RunAsync("replay", "shop-2", "--state", "/var/lib/bellwether");
        Assert.Contains("the same, byte for byte", replay.Out, StringComparison.Ordinal);
    }

    private static void AssertConfined(ContainedAgent agent)
    {
        Assert.Equal("65532\t65532\t65532\t65532", agent.Status("Uid"));
        Assert.Equal("65532\t65532\t65532\t65532", agent.Status("Gid"));
        Assert.Equal("", agent.Status("Groups"));
        Assert.Equal("0000000000000000", agent.Status("CapEff"));
        Assert.Equal("0000000000000000", agent.Status("CapPrm"));
        Assert.Equal("1", agent.Status("NoNewPrivs"));
        var mounts = File.ReadAllLines($"/proc/{agent.ProcessId}/mounts").Select(line => line.Split(' '));
        Assert.StartsWith("ro", Assert.Single(mounts, mount => mount[1] == "/")[3], StringComparison.Ordinal);
        // Whatever it has loaded is the image's: nothing of this machine.
        var loaded = File.ReadAllLines($"/proc/{agent.ProcessId}/maps")
            .Where(line => line.Contains(".so", StringComparison.Ordinal))
            .Select(line => line[line.IndexOf('/', StringComparison.Ordinal)..]).Distinct().ToArray();
        Assert.Contains(loaded, file => file.EndsWith("/libsqlite3.so.0", StringComparison.Ordinal));
        Assert.All(loaded, file => Assert.StartsWith($"/mnt/{Mounted}/usr/", file, StringComparison.Ordinal));
    }

    private async Task ConfigureAsync(string text)
    {
        var file = Path.Combine(_configuration, "bellwether.yaml");
        await File.WriteAllTextAsync(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
    }

    private Task<Finished> RunAsync(params string[] words) => BuiltProgram.EndAsync(
        System.Diagnostics.Process.Start(_image.Container(Plan(words)))!);

    private ContainerPlan Plan(params string[] words) => new()
    {
        Words = words,
        Bound = [(_configuration, "/etc/bellwether", false), (_state, "/var/lib/bellwether", true)],
    };
}
