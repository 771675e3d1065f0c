using Bellwether.Integration.Tests.Systemd;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>A real systemd with a real bus, booted when first asked for, and services on it.</summary>
public sealed class UnitMachine : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(20);

    private Machine? _machine;

    internal Machine Booted => _machine ?? throw new InvalidOperationException("not booted yet");

    /// <summary>Where the tests, which are outside of it, find its bus.</summary>
    internal string Bus => $"{Booted.Root}/run/dbus/system_bus_socket";

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_machine is not null) await _machine.DisposeAsync();
    }

    /// <summary>Writes a service and starts it.</summary>
    internal async Task StartAsync(string unit, string lines)
    {
        await WriteAsync(unit, lines);
        await Booted.DoAsync($"systemctl start {unit}");
    }

    /// <summary>Writes another version of a service, and restarts it as a deployment does.</summary>
    internal async Task ReplaceAsync(string unit, string lines)
    {
        await WriteAsync(unit, lines);
        // Of a version that does not come up this tells, and the deployment tool may well not care.
        await Booted.RunAsync($"systemctl restart {unit}");
    }

    internal Task DoAsync(string script) => Booted.DoAsync(script);

    internal async Task UntilAsync(string property, string unit, Func<string, bool> wanted)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var seen = ""; !wanted(seen = await Booted.ShowAsync(property, unit));)
        {
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                Assert.Fail($"{property} of {unit} stays {seen}");
            await Task.Delay(Between, TimeProvider.System);
        }
    }

    /// <summary>A trial that watches one of its services.</summary>
    /// <param name="unit">Its name.</param>
    /// <param name="groups">Folder of the control groups; null for its own.</param>
    internal ProbeTrial Trial(string unit, string? groups = null) => ProbeTrial.Of($$"""
        probes:
          - name: unit
            systemd: { unit: {{unit}}, every: 5s, bus: {{Bus}}, cgroups: {{groups ?? Booted.Root + "/sys/fs/cgroup"}} }
        """);

    private async Task WriteAsync(string unit, string lines)
    {
        if (_machine is null)
        {
            _machine = await Machine.BootAsync();
            await _machine.StartBusAsync();
        }

        await Booted.PutAsync($"/etc/systemd/system/{unit}.service",
            $"[Unit]\nDefaultDependencies=no\n[Service]\n{lines}\n");
        await Booted.DoAsync("systemctl daemon-reload");
    }
}
