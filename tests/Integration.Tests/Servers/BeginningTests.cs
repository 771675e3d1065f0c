using Bellwether.Integration.Tests.Api;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>Whatever a test cannot begin with leaves no process behind.</summary>
public sealed class BeginningTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-beginning-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task What_ran_is_ended_where_the_next_thing_cannot_be_had()
    {
        ShopPod? shop = null;
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => Beginning.OrEndAsync(
            async () =>
            {
                shop = await ShopPod.RunAsync(FreePorts.Take(1)[0], "1.0");
                await AgentProcess.RunAsync("--config", Path.Combine(_folder, "nothing.yaml"));
            },
            () => shop!.DisposeAsync().AsTask()));
        Assert.Contains("before it listened", failed.Message, StringComparison.Ordinal);
        Assert.Empty(ProcessesWith($"{shop!.Port}"));
    }

    [Fact]
    public async Task An_agent_that_does_not_listen_in_time_is_ended()
    {
        var file = Path.Combine(_folder, "late.yaml");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => AgentProcess.RunWithinAsync(TimeSpan.FromMilliseconds(1), [], "--config", file));
        Assert.Empty(ProcessesWith(file));
    }

    /// <summary>Those that have it on their command line.</summary>
    private static string[] ProcessesWith(string word) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(process => char.IsAsciiDigit(process[^1]))
            .Select(WordsOf).Where(words => words.Contains(word, StringComparison.Ordinal)),
    ];

    private static string WordsOf(string process)
    {
        try
        {
            return File.ReadAllText(Path.Combine(process, "cmdline"));
        }
        catch (IOException)
        {
            return "";
        }
    }
}
