using System.Globalization;
using System.Security.Cryptography;

namespace Bellwether.Integration.Tests.Systemd;

/// <summary>The Debian package on a real dpkg and a real systemd.</summary>
public sealed class PackageTests
{
    [MachineFact]
    public async Task It_is_installed_without_being_started_and_says_what_comes_next()
    {
        await using var machine = await Machine.BootAsync();
        var (first, _) = await BuiltPackage.FilesAsync();
        File.Copy(first, Path.Combine(machine.Folder, "b.deb"));
        var said = await machine.DoAsync($"dpkg -i {machine.Folder}/b.deb 2>&1");
        Assert.Contains("systemctl enable --now bellwether", said, StringComparison.Ordinal);
        Assert.Equal("inactive", await machine.ShowAsync("ActiveState"));
        Assert.StartsWith("bellwether 1.0.0 ", await machine.DoAsync("bellwether version"), StringComparison.Ordinal);
        await machine.DoAsync($"bellwether check {InstalledAgent.Configuration}");
        Assert.Contains("mode: observe", await machine.DoAsync($"cat {InstalledAgent.Configuration}"),
            StringComparison.Ordinal);
        Assert.Equal("700 root", (await machine.DoAsync("stat -c '%a %U' /etc/bellwether/credentials")).Trim());
        // Twice is as once.
        await machine.DoAsync($"dpkg -i {machine.Folder}/b.deb 2>&1 && dpkg --verify bellwether");
        Assert.Equal("inactive", await machine.ShowAsync("ActiveState"));
    }

    [MachineFact]
    public async Task An_upgrade_in_mid_watch_goes_on_with_the_watch_and_gives_one_verdict()
    {
        await using var agent = await InstalledAgent.StartAsync();
        await agent.AnnounceAsync("shop-2");
        await Task.Delay(TimeSpan.FromSeconds(4), TimeProvider.System);
        var before = await agent.Machine.ShowAsync("MainPID");
        Assert.Equal("watching", (await agent.GetAsync("/v1/deployments/shop-2")).GetProperty("state").GetString());

        var (_, later) = await BuiltPackage.FilesAsync();
        await agent.InstallPackageAsync(later);

        Assert.NotEqual(before, await agent.Machine.ShowAsync("MainPID"));
        Assert.Equal("active", await agent.Machine.ShowAsync("ActiveState"));
        Assert.Contains("1 open: shop-2 (watching)", await agent.Machine.ShowAsync("StatusText"),
            StringComparison.Ordinal);
        agent.Site.IsSick = true;
        var answer = await agent.VerdictAsync("shop-2");
        Assert.Equal("rollback", answer.GetProperty("decision").GetString());
        var verdict = answer.GetProperty("verdict");
        Assert.Equal("shop-2:host-17:watch:0:1", verdict.GetProperty("verdictId").GetString());
        Assert.Equal(2, verdict.GetProperty("agent").GetProperty("epoch").GetInt32());
        var status = await agent.GetAsync("/v1/deployments/shop-2");
        Assert.Single(status.GetProperty("verdicts").EnumerateArray());
        Assert.StartsWith("sound: ", await agent.Machine.DoAsync("bellwether audit verify --state /var/lib/bellwether"),
            StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task Removing_it_keeps_the_state_and_purging_it_leaves_nothing()
    {
        await using var agent = await InstalledAgent.StartAsync();
        await agent.Machine.DoAsync("dpkg -r bellwether 2>&1");
        await agent.Machine.DoAsync("test -s /var/lib/private/bellwether/journal.db "
            + $"&& test -f {InstalledAgent.Configuration} "
            + "&& test ! -e /usr/bin/bellwether && test ! -e /usr/lib/bellwether");
        Assert.Equal("inactive", await agent.Machine.ShowAsync("ActiveState"));

        var (first, _) = await BuiltPackage.FilesAsync();
        await agent.InstallPackageAsync(first);
        await agent.Machine.DoAsync("systemctl start bellwether");
        await agent.Machine.DoAsync("dpkg -P bellwether 2>&1");
        Assert.Equal("", await agent.Machine.DoAsync(
            "find /etc /usr/bin /usr/lib/bellwether /usr/lib/systemd /usr/share/doc /var/lib -name '*bellwether*' "
            + "2>/dev/null || true"));
    }

    [Fact]
    public async Task Two_packages_of_the_same_program_are_the_same_bytes_and_the_size_is_within_its_limit()
    {
        var (first, later) = await BuiltPackage.FilesAsync();
        var folder = Directory.CreateTempSubdirectory("bellwether-package-").FullName;
        try
        {
            Assert.Equal(
                Digest(later), Digest(await BuiltPackage.PackAgainAsync(BuiltPackage.LaterVersion, folder)));
            var megabytes = new FileInfo(first).Length / 1e6;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"package: {megabytes:0.0} MB"));
            Assert.InRange(megabytes, 1, 150);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Digest(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
