using static Bellwether.Integration.Tests.Sidecars.SidecarHome;

namespace Bellwether.Integration.Tests.Sidecars;

/// <summary>Sidecars that are gone.</summary>
/// <remarks>A class of its own, so that it learns what is normal while the others do.</remarks>
public sealed class SilentSidecarsTests
{
    [Fact]
    public async Task Where_the_sidecars_fall_silent_there_is_no_data_and_no_rollback()
    {
        await using var home = await SidecarHome.LearnedAsync();
        await home.AnnounceAsync("shop-3", "3.0");
        await home.Shops[0].ReplaceAsync("3.0");
        while (await home.StateAsync("shop-3") != "watching") await home.PauseAsync();
        await Task.WhenAll(home.Sidecars.Values.Select(sidecar => sidecar.DisposeAsync().AsTask()));
        home.Sidecars.Clear();

        var verdict = await home.VerdictAsync("shop-3");
        Assert.True(("inconclusive", "no-data") == (Word(verdict, "decision"), Word(verdict, "cause")),
            Word(verdict, "summary"));
    }
}
