using Bellwether.Agent.Sampling;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Sampling;

/// <summary>Probes that do what a test says.</summary>
internal static class Probing
{
    public static SampledProbe Every(
        TimeSpan every, Func<CancellationToken, ValueTask<Look>> look, string name = "app") => new()
        {
            Service = "checkout",
            Environment = "test",
            ProbeName = name,
            Instance = "one",
            Group = TargetGroup.Control,
            Every = every,
            Probe = new Scripted(look),
        };

    public static async Task UntilAsync(Func<bool> done)
    {
        for (var i = 0; i < 500 && !done(); i++)
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        Assert.True(done(), "It did not happen within 10 s.");
    }

    private sealed class Scripted(Func<CancellationToken, ValueTask<Look>> look) : IProbe
    {
        public ValueTask<Look> LookAsync(CancellationToken stopping) => look(stopping);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
