using Bellwether.Agent.Configuration;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Probes;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>Probes as a configuration makes them, and what they bring.</summary>
internal static class Looking
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <param name="kind">The probe's kind and options, as YAML on one line.</param>
    /// <param name="secret">What <c>${file:secret}</c> holds.</param>
    public static IProbe Probe(string kind, string secret)
    {
        using var folder = new ServerFolder();
        folder.Write("secret", secret);
        var file = folder.Write("bellwether.yaml", $$"""
            environment: production
            mode: observe
            agent: { id: a }
            state: {{folder.Root}}
            service: shop
            probes:
              - name: db
                {{kind}}
            """);
        var outcome = ConfigurationLoader.Load(file, Surroundings.OfThisProcess());
        Assert.Empty(outcome.Faults);
        var plan = outcome.Plan!.Services[0].Probes[0];
        return plan.Kind.Make(plan.Options, new ProbeContext(plan.Name, TimeProvider.System)).Single().Probe;
    }

    public static async Task<Look> LookAsync(string kind, string secret)
    {
        await using var probe = Probe(kind, secret);
        return await probe.LookAsync(CancellationToken.None);
    }

    public static Task<Look> LookAsync(this IProbe probe) => probe.LookAsync(CancellationToken.None).AsTask();

    /// <summary>The one reading of that name; null for none.</summary>
    public static double? Value(this Look look, string name)
    {
        var found = look.Readings.Where(reading => reading.Name == name).ToList();
        Assert.InRange(found.Count, 0, 1);
        return found.Count == 0 ? null : found[0].Value;
    }

    /// <summary>Looks again and again until something is seen; fails beyond a limit.</summary>
    public static async Task<Look> UntilAsync(this IProbe probe, Func<Look, bool> seen)
    {
        var began = TimeProvider.System.GetTimestamp();
        var look = await probe.LookAsync();
        while (!seen(look) && TimeProvider.System.GetElapsedTime(began) < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
            look = await probe.LookAsync();
        }

        Assert.True(seen(look), $"{look.Reachability} {look.Reason} {look.Detail}: " + string.Join(", ",
            look.Readings.Select(reading => $"{reading.Name}{reading.Labels} {reading.Value}")));
        return look;
    }
}
