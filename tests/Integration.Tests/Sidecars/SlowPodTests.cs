using Bellwether.Integration.Tests.Shop;
using static Bellwether.Integration.Tests.Sidecars.SidecarHome;

namespace Bellwether.Integration.Tests.Sidecars;

/// <summary>A pod whose version is slow, seen by its own sidecar.</summary>
/// <remarks>A class of its own, so that it learns what is normal while the others do.</remarks>
public sealed class SlowPodTests
{
    [Fact]
    public async Task A_slow_version_in_one_pod_is_rolled_back_by_the_home_on_that_pod()
    {
        await using var home = await SidecarHome.LearnedAsync();
        await home.AnnounceAsync("shop-2", "2.0");
        Assert.Equal(0, (await home.Sidecars["pod-2"].TerminateAsync()).Code);
        await home.Shops[2].DisposeAsync();
        var next = await ShopPod.RunAsync(home.FreePort, "2.0", "--slow", "1.8");
        home.Shops.Add(next);
        await home.AddSidecarAsync("pod-3", next);

        var verdict = await home.VerdictAsync("shop-2");
        Assert.Equal("rollback", Word(verdict, "decision"));
        Assert.Equal(["pod-3"], verdict.GetProperty("verdict").GetProperty("instances").EnumerateArray()
            .Select(instance => instance.GetString()));
        Assert.Contains("took longer than", Word(verdict, "summary"), StringComparison.Ordinal);

        var (status, body) = await home.Sidecars["pod-0"].PostAsync("/v1/deployments", "{}");
        Assert.Equal(421, status);
        Assert.Contains($"{home.Home.Address}", body, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK,
            (await home.Sidecars["pod-0"].Http.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
    }
}
