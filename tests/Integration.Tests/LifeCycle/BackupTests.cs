using System.Text.Json;
using Bellwether.Integration.Tests.Api;
using Bellwether.Integration.Tests.Commands;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.LifeCycle;

/// <summary>Copies of the state of a running agent, and what becomes of them on another host.</summary>
public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-backup-").FullName;

    private string HostA => Path.Combine(_folder, "a");

    private string HostB => Path.Combine(_folder, "b");

    private string Kept => Path.Combine(_folder, "kept");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_backup_taken_in_mid_watch_goes_on_elsewhere_and_gives_one_verdict()
    {
        await using var site = await Website.StartAsync();
        await using (var a = await AgentOfSite.StartAsync(site, HostA))
        {
            await a.AnnounceAsync("shop-1");
            await a.PostAsync("/v1/deployments/shop-1/cancel", "{}");
            await a.AnnounceAsync("shop-2");
            await AgentOfSite.UntilAsync(() => Task.FromResult(site.Delivered.Count == 1), "shop-1 is delivered");
            await AgentOfSite.UntilAsync(async () => (await a.GetAsync("/v1/deployments/shop-2"))
                .GetProperty("state").GetString() == "watching", "shop-2 is watched");
            var kept = await BuiltProgram.RunAsync(
                "backup", "--to", Kept, "--agent", a.Address.GetLeftPart(UriPartial.Authority));
            Assert.Equal((0, ""), (kept.Code, kept.Error));
            Assert.Contains("sound", kept.Out, StringComparison.Ordinal);
            Assert.Equal(0, (await BuiltProgram.RunAsync("audit", "verify", "--state", Kept)).Code);
            // Then the host is lost: disposing the process kills it.
        }

        var restored = await BuiltProgram.RunAsync("restore", Kept, "--state", HostB);
        Assert.Equal((0, ""), (restored.Code, restored.Error));
        Assert.Contains("agent host-17", restored.Out, StringComparison.Ordinal);
        await using var b = await AgentOfSite.StartAsync(site, HostB);
        await AssertGoesOnAsync(b, site, epochAtLeast: 1000);
        // What was delivered before the backup is not delivered again.
        await AgentOfSite.UntilAsync(() => Task.FromResult(site.Delivered.Count == 2), "shop-2 is delivered");
        Assert.Single(site.Delivered, body => body.Contains("\"shop-1:host-17:watch:0:1\"", StringComparison.Ordinal));
        Assert.Equal(0, (await BuiltProgram.RunAsync("audit", "verify", "--state", HostB)).Code);
    }

    [Fact]
    public async Task The_folder_of_a_host_that_died_goes_on_elsewhere_as_it_is()
    {
        await using var site = await Website.StartAsync();
        await using (var a = await AgentOfSite.StartAsync(site, HostA))
        {
            await a.AnnounceAsync("shop-2");
            await AgentOfSite.UntilAsync(async () => (await a.GetAsync("/v1/deployments/shop-2"))
                .GetProperty("state").GetString() == "watching", "shop-2 is watched");
        }

        Directory.Move(HostA, HostB);
        await using var b = await AgentOfSite.StartAsync(site, HostB);
        await AssertGoesOnAsync(b, site, epochAtLeast: 2);
    }

    [Fact]
    public async Task A_backup_that_was_changed_or_is_none_is_not_restored_and_no_state_is_overwritten()
    {
        await using var site = await Website.StartAsync();
        await using var a = await AgentOfSite.StartAsync(site, HostA);
        await a.AnnounceAsync("shop-1");
        var (status, body) = await a.PostAsync("/v1/backups", "{}");
        Assert.Equal(201, status);
        var made = JsonDocument.Parse(body).RootElement.GetProperty("folder").GetString()!;
        Assert.StartsWith(Path.Combine(HostA, "backups"), made, StringComparison.Ordinal);

        await AssertRefusedAsync("has a state already", made, HostA + "-2", HostA);
        await AssertRefusedAsync("in use by", made, HostA, null);
        await AssertRefusedAsync("is no backup", HostA, HostB, null);
        var journal = Path.Combine(made, "journal.db");
        var bytes = await File.ReadAllBytesAsync(journal);
        var at = bytes.AsSpan().IndexOf("shop-1"u8);
        bytes[at] = (byte)'S';
        await File.WriteAllBytesAsync(journal, bytes);
        await AssertRefusedAsync("is not as it was written", made, HostB, null);
        Assert.False(File.Exists(Path.Combine(HostB, "journal.db")));
    }

    // Where a state is there already it is a copy of another's, so that it is in use by nobody.
    private static async Task AssertRefusedAsync(string why, string from, string to, string? copyOf)
    {
        if (copyOf is not null)
        {
            Directory.CreateDirectory(to);
            File.Copy(Path.Combine(copyOf, "journal.db"), Path.Combine(to, "journal.db"));
        }

        var ended = await BuiltProgram.RunAsync("restore", from, "--state", to);
        Assert.Equal(2, ended.Code);
        Assert.Contains(why, ended.Error, StringComparison.Ordinal);
    }

    private static async Task AssertGoesOnAsync(AgentProcess agent, Website site, int epochAtLeast)
    {
        Assert.Equal("watching", (await agent.GetAsync("/v1/deployments/shop-2")).GetProperty("state").GetString());
        site.IsSick = true;
        var answer = await agent.GetAsync("/v1/deployments/shop-2/verdict?wait=60s");
        Assert.Equal("rollback", answer.GetProperty("decision").GetString());
        var verdict = answer.GetProperty("verdict");
        Assert.Equal("shop-2:host-17:watch:0:1", verdict.GetProperty("verdictId").GetString());
        Assert.True(verdict.GetProperty("agent").GetProperty("epoch").GetInt32() >= epochAtLeast);
        var status = await agent.GetAsync("/v1/deployments/shop-2");
        Assert.Single(status.GetProperty("verdicts").EnumerateArray());
    }
}
