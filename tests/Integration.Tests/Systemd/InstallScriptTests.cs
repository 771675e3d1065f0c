using Bellwether.Integration.Tests.Commands;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Systemd;

/// <summary>The scripts for systems without dpkg.</summary>
public sealed class InstallScriptTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("bellwether-root-").FullName;
    private readonly string _program = Directory.CreateTempSubdirectory("bellwether-program-").FullName;

    public InstallScriptTests()
    {
        File.WriteAllText(Path.Combine(_program, "bellwether"), "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_program, "bellwether"), (UnixFileMode)0b111_101_101);
    }

    public void Dispose()
    {
        Directory.Delete(_root, recursive: true);
        Directory.Delete(_program, recursive: true);
    }

    [Fact]
    public async Task It_installs_into_a_folder_twice_as_once_and_leaves_a_configuration_alone()
    {
        var first = await InstallAsync();
        Assert.Equal((0, ""), (first.Code, first.Error));
        Assert.Contains("systemctl enable --now bellwether", first.Out, StringComparison.Ordinal);
        var files = Files();
        Assert.Equal(
            ["etc/bellwether/bellwether.yaml", "etc/systemd/system/bellwether.service",
                "etc/systemd/system/bellwether@.service", "usr/local/bin/bellwether",
                "usr/local/lib/bellwether/bellwether"], files);
        Assert.Contains("ExecStart=/usr/local/bin/bellwether run", Read("etc/systemd/system/bellwether.service"),
            StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(_root, "etc/bellwether/bellwether.yaml"), "mine");
        await File.WriteAllTextAsync(Path.Combine(_program, "later"), "");
        Assert.Equal(0, (await InstallAsync()).Code);
        Assert.Equal("mine", Read("etc/bellwether/bellwether.yaml"));
        Assert.Equal([.. files, "usr/local/lib/bellwether/later"], Files());
    }

    [Fact]
    public async Task What_it_installed_goes_and_the_state_stays_until_it_is_purged()
    {
        await InstallAsync();
        const string Private = "var/lib/private";
        foreach (var state in new[] { $"{Private}/bellwether/journal.db", $"{Private}/bellwether-b/journal.db" })
        {
            Directory.CreateDirectory(Path.Combine(_root, Path.GetDirectoryName(state)!));
            await File.WriteAllTextAsync(Path.Combine(_root, state), "x");
        }

        Assert.Equal(0, (await RunAsync("uninstall")).Code);
        Assert.Equal(["etc/bellwether/bellwether.yaml", "var/lib/private/bellwether-b/journal.db",
            "var/lib/private/bellwether/journal.db"], Files());
        Assert.Equal(0, (await RunAsync("uninstall", "--purge")).Code);
        Assert.Empty(Files());
        Assert.Equal(0, (await RunAsync("uninstall", "--purge")).Code);
    }

    [Fact]
    public async Task It_says_what_is_missing_or_in_the_way()
    {
        var missing = await RunAsync("install", "--program", Path.Combine(_program, "nothing"));
        Assert.Equal(2, missing.Code);
        Assert.Contains("run eng/build first", missing.Error, StringComparison.Ordinal);
        Directory.CreateDirectory(Path.Combine(_root, "usr/lib/systemd/system"));
        await File.WriteAllTextAsync(Path.Combine(_root, "usr/lib/systemd/system/bellwether.service"), "");
        var packaged = await InstallAsync();
        Assert.Equal(2, packaged.Code);
        Assert.Contains("the Debian package is installed here", packaged.Error, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("uninstall", "--everything")).Code);
        Assert.Equal(["usr/lib/systemd/system/bellwether.service"], Files());
    }

    [MachineFact]
    public async Task On_a_running_system_it_installs_starts_upgrades_and_goes_away()
    {
        await BuiltPackage.FilesAsync();
        await using var machine = await Machine.BootAsync();
        var scripts = Path.Combine(ShopProcess.Repository(), "deploy/systemd");
        var began = TimeProvider.System.GetTimestamp();
        await machine.DoAsync($"{scripts}/install --program {BuiltPackage.Program} --start 2>&1");
        var took = TimeProvider.System.GetElapsedTime(began);
        Console.WriteLine($"installed and started after {took.TotalSeconds:0.0} s");
        Assert.Equal("active", await machine.ShowAsync("ActiveState"));
        var before = await machine.ShowAsync("MainPID");
        var again = await machine.DoAsync($"{scripts}/install --program {BuiltPackage.Program} 2>&1");
        Assert.Contains("running: systemctl status bellwether", again, StringComparison.Ordinal);
        Assert.NotEqual(before, await machine.ShowAsync("MainPID"));
        await machine.DoAsync($"{scripts}/uninstall 2>&1");
        Assert.Equal("not-found", await machine.ShowAsync("LoadState"));
        await machine.DoAsync("test -s /var/lib/private/bellwether/journal.db");
        await machine.DoAsync($"{scripts}/uninstall --purge 2>&1 && test ! -e /var/lib/private/bellwether");
    }

    private Task<Finished> InstallAsync() => RunAsync("install", "--program", _program);

    private Task<Finished> RunAsync(string script, params string[] words) => BuiltProgram.RunInShellAsync(
        $"{ShopProcess.Repository()}/deploy/systemd/{script} --root {_root} {string.Join(' ', words)}");

    private string Read(string path) => File.ReadAllText(Path.Combine(_root, path));

    private string[] Files() =>
    [
        .. Directory.EnumerateFiles(_root, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(_root, file)).Order(StringComparer.Ordinal),
    ];
}
