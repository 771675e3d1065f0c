using Bellwether.Probes.HealthChecks;
using Bellwether.Probes.HealthChecks.PlugIns;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.HealthChecks;

public sealed class PlugInFolderTests : IDisposable
{
    private readonly AcmePlugIns _acme = new();

    public void Dispose() => _acme.Dispose();

    [Fact]
    public void Every_public_check_is_found_by_its_short_name_and_no_other_type_is()
    {
        var names = PlugInFolder.Open(_acme.Folder).Types.Select(type => type.ShortName).ToList();
        Assert.Equal(["blocking", "derived", "good", "hanging", "lying", "many", "needy", "nothing", "obedient",
            "overloaded", "status", "sticky", "throwing", "twin", "twin", "unmade", "warehouse"], names);
    }

    [Theory]
    [InlineData("good")]
    [InlineData("Acme.Checks.GoodHealthCheck")]
    [InlineData("Acme.Checks/Acme.Checks.GoodHealthCheck")]
    public void A_check_is_known_by_each_of_its_names(string name) =>
        Assert.Equal("Acme.Checks/Acme.Checks.GoodHealthCheck", Checks.Find(_acme.Folder, name).Name);

    [Fact]
    public void A_name_of_two_is_refused_and_the_long_ones_are_offered()
    {
        var catalog = new HealthCheckCatalog(PlugInFolder.Open(_acme.Folder));
        var refused = Assert.Throws<PlugInException>(() => catalog.Find("twin"));
        Assert.Equal("is the name of Acme.Checks/Acme.Checks.East.TwinHealthCheck and "
            + "Acme.Checks/Acme.Checks.West.TwinHealthCheck: write one of these", refused.Message);
        Assert.Contains("Acme.Checks/Acme.Checks.West.TwinHealthCheck", catalog.Names);
        Assert.NotNull(catalog.Find("Acme.Checks/Acme.Checks.West.TwinHealthCheck"));
    }

    [Fact]
    public void What_is_no_assembly_is_passed_over()
    {
        File.WriteAllText(Path.Combine(_acme.Folder, "native.dll"), "\u007fELF and so on");
        File.WriteAllText(Path.Combine(_acme.Folder, "empty.dll"), "");
        File.WriteAllText(Path.Combine(_acme.Folder, "cut.dll"), "MZ\0\0");
        Assert.NotEmpty(PlugInFolder.Open(_acme.Folder).Types);
    }

    [Fact]
    public void A_library_that_is_not_in_the_folder_is_not_borrowed_from_the_agent()
    {
        File.Delete(Path.Combine(_acme.Folder, "acme", "YamlDotNet.dll"));
        // Nothing in its constructors names the library, so that only the look finds out.
        Assert.NotNull(Checks.Find(_acme.Folder, "good"));
    }

    [Fact]
    public async Task A_library_that_is_missing_is_our_blindness()
    {
        File.Delete(Path.Combine(_acme.Folder, "acme", "YamlDotNet.dll"));
        await using var probe = Checks.Of(_acme.Folder, "good");
        var look = await probe.LookAsync(CancellationToken.None);
        Assert.Equal((Reachability.Missing, "broken-check"), (look.Reachability, look.Reason));
        Assert.Contains("YamlDotNet", look.Detail);
    }

    [Fact]
    public void A_damaged_assembly_is_refused_when_it_is_asked_for()
    {
        var file = Path.Combine(_acme.Folder, "acme", "Acme.Checks.dll");
        var bytes = File.ReadAllBytes(file);
        var found = PlugInFolder.Open(_acme.Folder);
        File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
        var refused = Assert.Throws<PlugInException>(
            () => new HealthCheckCatalog(found).Find("good"));
        Assert.StartsWith("cannot be loaded: ", refused.Message);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Assert.Equal("there is no such folder",
            Assert.Throws<PlugInException>(() => PlugInFolder.Open("/nowhere/at/all")).Message);

    [Fact]
    public void An_empty_folder_offers_nothing()
    {
        var empty = Directory.CreateDirectory(Path.Combine(_acme.Folder, "acme", "empty"));
        Assert.Empty(PlugInFolder.Open(empty.FullName).Types);
        Assert.Equal(["npgsql"], new HealthCheckCatalog(PlugInFolder.Open(empty.FullName)).Names);
    }
}
