using System.Diagnostics;
using System.Text.Json;
using Bellwether.Integration.Tests.Commands;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.LifeCycle;

/// <summary>The state of each released version under this one.</summary>
public sealed class ReleasedStateTests : IDisposable
{
    private readonly string _state = Directory.CreateTempSubdirectory("bellwether-released-").FullName;

    public void Dispose() => Directory.Delete(_state, recursive: true);

    [Theory]
    [InlineData("1.0.0", "sha256:deb03ca131787f5b4e39be201dc99f0e5b2563647299dbf13ee8cb74b6ed3ab0")]
    public async Task What_a_released_version_left_goes_on(string version, string head)
    {
        Unpack(version);
        var before = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(_state, "verdict.json"))).RootElement;
        await using var site = await Website.StartAsync();
        await using var agent = await AgentOfSite.StartAsync(site, _state);

        // What was said is still said.
        var cancelled = await agent.GetAsync("/v1/deployments/shop-1/verdict");
        Assert.Equal(
            before.GetProperty("verdict").GetRawText(), cancelled.GetProperty("verdict").GetRawText());
        var mask = Assert.Single((await agent.GetAsync("/v1/masks")).EnumerateArray());
        Assert.Equal("the database was full", mask.GetProperty("reason").GetString());
        // What was being watched has its verdict at the first breath: its deadline is long over.
        var late = await agent.GetAsync("/v1/deployments/shop-2/verdict?wait=30s");
        Assert.Equal(("inconclusive", "deadline"),
            (late.GetProperty("decision").GetString(), late.GetProperty("cause").GetString()));
        Assert.Equal(0, (await agent.TerminateAsync()).Code);
        var audit = await BuiltProgram.RunAsync("audit", "verify", "--state", _state, "--head", head);
        Assert.Equal((0, ""), (audit.Code, audit.Error));
    }

    private void Unpack(string version)
    {
        var archive = Path.Combine(
            ShopProcess.Repository(), "tests/Integration.Tests/LifeCycle/Released", $"{version}.tar.gz");
        using var tar = Process.Start("tar", ["-xzf", archive, "-C", _state]);
        tar.WaitForExit();
        Assert.Equal(0, tar.ExitCode);
    }
}
