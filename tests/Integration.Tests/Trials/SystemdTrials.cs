using Bellwether.Contracts.Verdicts;
using Bellwether.Integration.Tests.Systemd;
using Bellwether.Probes;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>Services on a real systemd, asked over a real bus, brought down in the ways that versions bring them
/// down.</summary>
public sealed class SystemdTrials(UnitMachine machine) : IClassFixture<UnitMachine>
{
    private const string Good = "ExecStart=/bin/sleep 600";

    [MachineFact]
    public async Task A_version_that_crashes_again_and_again_is_rolled_back_and_its_exit_code_told()
    {
        await machine.StartAsync("loops", Good);
        await using var trial = machine.Trial("loops");
        await trial.LearnAsync();
        await trial.DeployAsync(() => machine.ReplaceAsync(
            "loops", "ExecStart=/bin/sh -c 'sleep 0.05; exit 3'\nRestart=always\nRestartSec=300\n"));
        await machine.UntilAsync("SubState", "loops", state => state == "auto-restart");
        await trial.VerdictAsync();
        Assert.Equal(
            "loops.service exited with code 3 on " + Environment.MachineName, trial.MustRollBack("failure-at-once"));
    }

    [MachineFact]
    public async Task A_version_that_is_started_again_faster_than_anybody_looks_is_rolled_back_for_its_restarts()
    {
        await machine.StartAsync("quick", Good);
        await using var trial = machine.Trial("quick");
        await trial.LearnAsync();
        await trial.DeployAsync(() => machine.ReplaceAsync("quick", Good + "\nRestart=always\nRestartSec=1ms\n"));
        await trial.LookAsync(2);
        await trial.VerdictAsync(async _ =>
        {
            var before = await machine.Booted.ShowAsync("MainPID", "quick");
            await machine.DoAsync("kill -KILL " + before);
            await machine.UntilAsync("MainPID", "quick", id => id != "0" && id != before);
        });
        Assert.Contains("restart", trial.MustRollBack("failure-at-once"), StringComparison.Ordinal);
    }

    [MemoryMachineFact]
    public async Task A_version_that_takes_more_memory_than_it_may_is_rolled_back_and_the_kill_told()
    {
        const string Limit = "MemoryMax=16M\nMemorySwapMax=0\n";
        await machine.StartAsync("greedy", Limit + Good);
        await using var trial = machine.Trial("greedy");
        await trial.LearnAsync();
        await trial.DeployAsync(() => machine.ReplaceAsync("greedy", Limit
            + "ExecStart=/usr/bin/python3 -c 'b = bytes(1) * (64 << 20)'"));
        await machine.UntilAsync("ActiveState", "greedy", state => state == "failed");
        await trial.VerdictAsync();
        Assert.StartsWith("greedy.service was killed because it took too much memory",
            trial.MustRollBack("failure-at-once"), StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task A_version_that_somebody_kills_is_rolled_back_and_the_signal_told()
    {
        await machine.StartAsync("killed", Good);
        await using var trial = machine.Trial("killed");
        await trial.LearnAsync();
        await trial.DeployAsync(() => machine.ReplaceAsync("killed", Good));
        await trial.LookAsync(5);
        await machine.DoAsync("systemctl kill --signal=SEGV killed");
        await machine.UntilAsync("ActiveState", "killed", state => state == "failed");
        await trial.VerdictAsync();
        Assert.StartsWith("killed.service was ended by signal 11 (SEGV)",
            trial.MustRollBack("failure-at-once"), StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task A_version_whose_workers_are_killed_for_memory_is_rolled_back_although_it_lives_on()
    {
        await machine.StartAsync("workers", Good);
        // Where the memory of groups is counted the kernel writes this; the tests' machine may be without it.
        using var groups = new TemporaryGroups();
        groups.Write("system.slice/workers.service", killed: 4);
        await using var trial = machine.Trial("workers", groups.Folder);
        await trial.LearnAsync();
        await trial.DeployAsync(() => machine.ReplaceAsync("workers", Good));
        groups.Write("system.slice/workers.service", killed: 0);
        await trial.LookAsync(6);
        groups.Write("system.slice/workers.service", killed: 2);
        await trial.VerdictAsync();
        Assert.StartsWith("the kernel killed processes of the unit: they had no memory left, ",
            trial.MustRollBack("unit-oom-kills"), StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task A_service_that_somebody_stops_and_starts_again_is_not_rolled_back()
    {
        // It says that it was asked to end, as a Java program does.
        const string Asked = "ExecStart=/bin/sh -c 'trap \"exit 143\" TERM; sleep 600 & wait'";
        await machine.StartAsync("calm", Asked);
        await using var trial = machine.Trial("calm");
        await trial.LearnAsync();
        await trial.DeployAsync(() => machine.ReplaceAsync("calm", Asked));
        await trial.LookAsync(6);
        await machine.DoAsync("systemctl stop calm");
        await trial.LookAsync(2);
        Assert.All(trial.Looks.TakeLast(2), look => Assert.Equal(Reachability.Bad, look.Look.Reachability));
        await machine.DoAsync("systemctl start calm");
        await trial.VerdictAsync();
        trial.MustPromote();
    }

    [MachineFact]
    public async Task A_service_that_stays_stopped_is_rolled_back_and_that_is_said()
    {
        await machine.StartAsync("stopped", Good);
        await using var trial = machine.Trial("stopped");
        await trial.LearnAsync();
        await trial.DeployAsync(() => machine.ReplaceAsync("stopped", Good));
        await trial.LookAsync(6);
        await machine.DoAsync("systemctl stop stopped");
        await trial.VerdictAsync();
        Assert.Contains(
            "stopped.service does not run", trial.MustRollBack("reachability"), StringComparison.Ordinal);
    }

    [MachineFact]
    public async Task The_old_process_may_fail_at_its_end_and_a_bus_that_is_away_is_no_failure_of_anybody()
    {
        const string Badly = "ExecStart=/bin/sh -c 'trap \"exit 1\" TERM; sleep 600 & wait'";
        await machine.StartAsync("clumsy", Badly);
        await using var trial = machine.Trial("clumsy");
        await trial.LearnAsync();
        await machine.DoAsync("systemctl stop clumsy");
        await trial.DeployAsync(() => machine.ReplaceAsync("clumsy", Good));
        await trial.LookAsync(5);
        await machine.DoAsync("systemctl stop dbus.service dbus.socket");
        await trial.LookAsync(4);
        Assert.All(trial.Looks.TakeLast(4), look => Assert.Equal("bus", look.Look.Reason));
        await machine.DoAsync("systemctl start dbus.socket dbus.service");
        await trial.VerdictAsync();
        trial.MustNotRollBack();
        Assert.NotEqual(Decision.Rollback, trial.Verdict!.Decision);
    }

    /// <summary>A folder like that of the control groups.</summary>
    private sealed class TemporaryGroups : IDisposable
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("bellwether-groups-").FullName;

        public void Write(string group, int killed)
        {
            var folder = Directory.CreateDirectory(Path.Combine(Folder, group)).FullName;
            File.WriteAllText(Path.Combine(folder, "memory.events"),
                $"low 0\nhigh 0\nmax {killed}\noom {killed}\noom_kill {killed}\noom_group_kill 0\n");
        }

        public void Dispose() => Directory.Delete(Folder, recursive: true);
    }
}
