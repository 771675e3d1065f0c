using static Bellwether.Integration.Tests.Sidecars.SidecarHome;

namespace Bellwether.Integration.Tests.Sidecars;

/// <summary>A home that is restarted while its sidecars look.</summary>
/// <remarks>A class of its own, so that it learns what is normal while the others do.</remarks>
public sealed class RestartedHomeTests
{
    [Fact]
    public async Task A_restart_of_the_same_version_is_no_rollback_also_when_the_home_is_restarted_in_mid_watch()
    {
        await using var home = await SidecarHome.LearnedAsync();
        await home.AnnounceAsync("shop-1b", "1.0");
        await home.Shops[1].ReplaceAsync("1.0");
        await home.PauseAsync(4);
        await home.RestartAsync(seconds: 2);

        // How much of the traffic a busy machine could count decides between a promote and what it could not exclude.
        var verdict = await home.VerdictAsync("shop-1b");
        Assert.NotEqual("rollback", Word(verdict, "decision"));
        Assert.True(Word(verdict, "cause") is "" or "not-excluded" or "too-little-traffic", Word(verdict, "summary"));
        var errors = verdict.GetProperty("verdict").GetProperty("evidence").EnumerateArray()
            .Single(evidence => Word(evidence, "rule") == "errors");
        Assert.True(errors.GetProperty("observed").GetProperty("requests").GetInt64() > 0);
    }
}
