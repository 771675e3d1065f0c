using System.Diagnostics;
using System.Globalization;
using Bellwether.Integration.Tests.Commands;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Systemd;

/// <summary>A real systemd, with dpkg and everything else of this machine, that forgets all changes when it
/// ends.</summary>
/// <remarks>Loopback is shared, so a test serves pages to it and asks it like any other agent.</remarks>
internal sealed class Machine : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly Task<string> _said;

    private Machine(string folder)
    {
        Folder = folder;
        var script = Path.Combine(ShopProcess.Repository(), "tests/Integration.Tests/Systemd/machine");
        var start = new ProcessStartInfo("bash", [script, folder]) { RedirectStandardError = true };
        _process = Process.Start(start)!;
        _said = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>A folder that it shares with the test.</summary>
    public string Folder { get; }

    /// <summary>Its files, as everybody else sees them.</summary>
    public string Root => $"/proc/{Systemd}/root";

    /// <summary>Boots one; the test fails with what it said where it does not come up.</summary>
    public static async Task<Machine> BootAsync()
    {
        var machine = new Machine(Directory.CreateTempSubdirectory("bellwether-machine-").FullName);
        var began = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(began) < Patience && !machine._process.HasExited)
        {
            if (machine.Systemd is not null
                && (await machine.RunAsync("systemctl is-active machine.target")).Out == "active\n") return machine;
            await Task.Delay(Between, TimeProvider.System);
        }

        await machine.DisposeAsync();
        throw new InvalidOperationException($"no systemd came up: {await machine._said}");
    }

    /// <summary>Runs a script in it.</summary>
    public Task<Finished> RunAsync(string script)
    {
        var start = new ProcessStartInfo(
            "nsenter", ["-t", Systemd!, "-m", "-p", "-C", "-i", "-u", "-r", "-w", "--", "bash", "-c", script])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin";
        start.Environment.Remove("BELLWETHER_AGENT");
        return BuiltProgram.EndAsync(Process.Start(start)!);
    }

    /// <summary>Runs a script that must end well; what it printed.</summary>
    public async Task<string> DoAsync(string script)
    {
        var ended = await RunAsync(script);
        if (ended.Code != 0)
            Assert.Fail($"{script}\nended with {ended.Code}\n{ended.Out}{ended.Error}\n{(await RunAsync(
                "systemctl status --no-pager bellwether; tail -n 20 /run/bellwether*.log")).Out}");
        return ended.Out;
    }

    /// <summary>One property of a unit as <c>systemctl show</c> prints it.</summary>
    public async Task<string> ShowAsync(string property, string unit = "bellwether.service") =>
        (await DoAsync($"systemctl show --value -p {property} {unit}")).TrimEnd('\n');

    /// <summary>Waits until a property of a unit is as wanted.</summary>
    public async Task UntilAsync(string property, Func<string, bool> wanted, string unit = "bellwether.service")
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var seen = ""; !wanted(seen = await ShowAsync(property, unit));)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                Assert.Fail($"{property} of {unit} stays {seen}: {await DoAsync($"cat /run/{unit}.log")}");
            await Task.Delay(Between, TimeProvider.System);
        }
    }

    /// <summary>Starts the system bus, on which its systemd then answers everybody.</summary>
    public async Task StartBusAsync()
    {
        await PutAsync("/etc/systemd/system/dbus.socket",
            "[Unit]\nDefaultDependencies=no\n[Socket]\nListenStream=/run/dbus/system_bus_socket\n");
        await PutAsync("/etc/systemd/system/dbus.service",
            "[Unit]\nDefaultDependencies=no\nRequires=dbus.socket\n[Service]\nType=notify\nNotifyAccess=main\n"
            + "ExecStart=/usr/bin/dbus-daemon --system --address=systemd: --nofork --nopidfile --systemd-activation "
            + "--syslog-only\n");
        await DoAsync("systemctl daemon-reload && systemctl start dbus.socket dbus.service");
    }

    /// <summary>Puts a file into it.</summary>
    public async Task PutAsync(string path, string text)
    {
        await File.WriteAllTextAsync(Path.Combine(Folder, "put"), text);
        await DoAsync($"mkdir -p $(dirname {path}) && cp {Folder}/put {path} && chmod 644 {path}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await RemoveGroupsAsync();
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Its first process as this machine counts; null before there is one.</summary>
    private string? Systemd
    {
        get
        {
            try
            {
                var children = File.ReadAllText($"/proc/{_process.Id}/task/{_process.Id}/children").Trim();
                // What comes before is the script, and is followed by systemd in the same process.
                return children.Length > 0 && File.ReadAllText($"/proc/{children}/comm").Trim() == "systemd"
                    ? children : null;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }
    }

    // They are gone a moment after the last of its processes.
    private async Task RemoveGroupsAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"bellwether-machine-{_process.Id}");
        var mounts = File.ReadLines("/proc/self/mounts").Select(line => line.Split(' '));
        foreach (var mount in mounts.Where(words => words[2] == "cgroup2").Select(words => words[1]))
            for (var tries = 0; tries < 40 && Directory.Exists(Path.Combine(mount, name)); tries++)
            {
                var groups = Path.Combine(mount, name);
                using var removing = Process.Start(
                    new ProcessStartInfo("find", [groups, "-depth", "-type", "d", "-delete"])
                    {
                        RedirectStandardError = true,
                    })!;
                await removing.WaitForExitAsync();
                if (removing.ExitCode != 0) await Task.Delay(Between, TimeProvider.System);
            }
    }
}
