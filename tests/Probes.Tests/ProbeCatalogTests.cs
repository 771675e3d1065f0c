namespace Bellwether.Probes.Tests;

public sealed class ProbeCatalogTests
{
    [Fact]
    public void Kinds_are_in_alphabetical_order_and_found_by_name()
    {
        Assert.Equal(
            ProbeCatalog.All.Select(k => k.Name).Order(StringComparer.Ordinal), ProbeCatalog.All.Select(k => k.Name));
        Assert.All(ProbeCatalog.All, kind => Assert.Same(kind, ProbeCatalog.Find(kind.Name)));
        Assert.Null(ProbeCatalog.Find("none"));
    }

    [Fact]
    public void Options_of_every_kind_can_be_made() => Assert.All(
        ProbeCatalog.All, kind => Assert.IsAssignableFrom<IProbeOptions>(Activator.CreateInstance(kind.Options)));
}
