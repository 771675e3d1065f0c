using Bellwether.Probes.HealthChecks;
using Bellwether.Probes.HealthChecks.PlugIns;

namespace Bellwether.Probes.Tests.HealthChecks;

/// <summary>Probes for checks, made as the agent makes them.</summary>
internal static class Checks
{
    public static HealthCheckProbe Of(HealthCheckKind kind, TimeProvider time, double patience, params object?[] given)
    {
        var constructor = kind.Constructors.First(c => c.Parameters.Count >= given.Length);
        var defaults = constructor.Parameters.Skip(given.Length).Select(p => p.Default);
        return Of(new HealthCheckProbeOptions { Timeout = TimeSpan.FromSeconds(patience) },
            kind.With(constructor, [.. given, .. defaults]), time);
    }

    public static HealthCheckProbe Of(HealthCheckProbeOptions options, PreparedCheck check, TimeProvider time)
    {
        options.Prepare(check);
        return (HealthCheckProbe)HealthCheckProbe.Make(options, new ProbeContext("orders-db", time)).Single().Probe;
    }

    /// <summary>A check of the plug-in folder, with a wait that no test reaches.</summary>
    public static HealthCheckProbe Of(string folder, string name, params object?[] given) =>
        Of(Find(folder, name), TimeProvider.System, 30, given);

    public static HealthCheckKind Find(string folder, string name) =>
        new HealthCheckCatalog(PlugInFolder.Open(folder)).Find(name)
        ?? throw new InvalidOperationException($"There is no check '{name}'.");
}
