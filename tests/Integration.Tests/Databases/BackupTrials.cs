using Bellwether.Contracts.Verdicts;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>Backups in a folder, as something else makes them: a deployment does not start without a good one, and is
/// not judged by them unless that is asked for.</summary>
public sealed class BackupTrials : IDisposable
{
    private readonly ServerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task With_a_young_backup_of_the_usual_size_a_deployment_may_start()
    {
        await using var trial = Trial();
        Write(trial, "monday.dump", hoursAgo: 30, bytes: 1000);
        Write(trial, "tuesday.dump", hoursAgo: 6, bytes: 900);
        Write(trial, "restored", hoursAgo: 100, bytes: 0);
        await trial.LookAsync(8);
        Assert.True(Preflight(trial).Ready, Words(Preflight(trial)));
    }

    [Theory]
    [InlineData(30, 1000, "backup-too-old", "at most 26 h are allowed")]
    [InlineData(6, 0, "backup-too-small", "0 bytes")]
    [InlineData(6, 400, "backup-shrunk", "40 %")]
    public async Task What_is_wrong_with_the_newest_backup_is_a_reason_of_its_own(
        double hoursAgo, int bytes, string code, string level)
    {
        await using var trial = Trial();
        Write(trial, "monday.dump", hoursAgo: 54, bytes: 1000);
        Write(trial, "tuesday.dump", hoursAgo, bytes);
        Write(trial, "restored", hoursAgo: 100, bytes: 0);
        await trial.LookAsync(8);
        var assessed = Preflight(trial);
        Assert.False(assessed.Ready);
        var reason = assessed.Reasons.First(of => of.Code == code);
        Assert.Contains(level, reason.Explanation, StringComparison.Ordinal);
        Assert.StartsWith("orders-backup.", reason.Signal, StringComparison.Ordinal);

        // Made anew it is well again.
        Write(trial, "wednesday.dump", hoursAgo: 0.1, bytes: bytes == 1000 ? 1000 : 900);
        File.Delete(_folder.At("tuesday.dump"));
        await trial.LookAsync(8);
        Assert.True(Preflight(trial).Ready, Words(Preflight(trial)));
    }

    [Fact]
    public async Task Without_any_backup_and_without_a_restore_that_was_tried_none_starts()
    {
        await using var trial = Trial();
        await trial.LookAsync(8);
        Assert.Equal(["no-backup", "restore-test-too-old"], Preflight(trial).Reasons.Select(of => of.Code));
        Write(trial, "monday.dump", hoursAgo: 1, bytes: 10);
        Write(trial, "restored", hoursAgo: 9 * 24, bytes: 0);
        await trial.LookAsync(8);
        Assert.Equal(["restore-test-too-old"], Preflight(trial).Reasons.Select(of => of.Code));
    }

    [Fact]
    public async Task A_backup_that_is_still_being_written_is_not_looked_at()
    {
        await using var trial = Trial();
        Write(trial, "monday.dump", hoursAgo: 20, bytes: 1000);
        Write(trial, "restored", hoursAgo: 1, bytes: 0);
        await trial.LookAsync(4, _ =>
        {
            Write(trial, "tuesday.dump", hoursAgo: 0, bytes: 10);
            return Task.CompletedTask;
        });
        Assert.True(Preflight(trial).Ready, Words(Preflight(trial)));
    }

    [Fact]
    public async Task A_deployment_is_not_judged_by_an_old_backup()
    {
        await using var trial = Trial();
        Write(trial, "monday.dump", hoursAgo: 100, bytes: 1000);
        await trial.LookAsync(8);
        await trial.DeployAsync();
        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability");
    }

    [Fact]
    public async Task A_backup_that_lost_half_of_the_data_is_named_by_a_rule_of_the_operators()
    {
        await using var trial = await DeployedAsync();
        Write(trial, "wednesday.dump", hoursAgo: 0.1, bytes: 100);
        await trial.VerdictAsync();
        Assert.Contains("orders-backup.size-ratio", trial.MustRollBack("shrunk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_that_is_made_while_a_deployment_is_watched_rolls_nothing_back()
    {
        await using var trial = await DeployedAsync();
        // It grows for two looks, and the oldest goes.
        await trial.LookAsync(2, i =>
        {
            Write(trial, "wednesday.dump", hoursAgo: 0, bytes: 10 + i);
            return Task.CompletedTask;
        });
        Write(trial, "wednesday.dump", hoursAgo: 0, bytes: 1100);
        File.Delete(_folder.At("monday.dump"));
        await trial.VerdictAsync();
        trial.MustNotRollBack("shrunk");
    }

    [Fact]
    public async Task On_a_disk_that_is_nearly_full_none_starts()
    {
        foreach (var (limit, ready) in new[] { ("0.01", false), ("1", true) })
        {
            await using var trial = ProbeTrial.Of($$"""
                probes:
                  - name: machine
                    host: { disks: [ / ], disk-limit: {{limit}} }
                """);
            await trial.LookAsync(8);
            var reasons = Preflight(trial).Reasons;
            Assert.Equal(!ready, reasons.Any(of => of.Code == "disk-nearly-full"
                && of.Explanation.StartsWith("the disk of / is nearly full: machine.saturation.disk is",
                    StringComparison.Ordinal)));
        }
    }

    private static string Words(PreflightAssessed assessed) =>
        string.Join('\n', assessed.Reasons.Select(of => $"{of.Code}: {of.Explanation}"));

    private static PreflightAssessed Preflight(ProbeTrial trial) => trial.Ask.Preflight(new()
    {
        Service = trial.Service.Service,
        Environment = trial.Service.Environment,
        Version = "2",
    })!;

    private void Write(ProbeTrial trial, string name, double hoursAgo, int bytes)
    {
        File.WriteAllBytes(_folder.At(name), new byte[bytes]);
        File.SetLastWriteTimeUtc(_folder.At(name), trial.Now.UtcDateTime.AddHours(-hoursAgo));
    }

    /// <summary>A version that is watched, and two backups of before.</summary>
    private async Task<ProbeTrial> DeployedAsync()
    {
        var trial = Trial("""

            rules:
              - { name: shrunk, signal: orders-backup.size-ratio, limit: { min: 50% } }
            """);
        Write(trial, "monday.dump", hoursAgo: 48, bytes: 1000);
        Write(trial, "tuesday.dump", hoursAgo: 24, bytes: 1000);
        await trial.LookAsync(8);
        await trial.DeployAsync();
        await trial.LookAsync(5);
        return trial;
    }

    private ProbeTrial Trial(string rules = "") => ProbeTrial.Of($"""
        probes:
          - name: orders-backup
            backup:
              path: {_folder.Root}
              match: "*.dump"
              restore-test: {_folder.At("restored")}
              every: 15s
        """ + rules);
}
