using Bellwether.Probes.HealthChecks.PlugIns;

namespace Bellwether.Probes.HealthChecks;

/// <summary>The health checks that a configuration can name: what is built in, and what is in the plug-in
/// folder.</summary>
public sealed class HealthCheckCatalog(PlugInFolder? plugIns)
{
    /// <summary>By name; never empty.</summary>
    public static IReadOnlyList<HealthCheckKind> BuiltIn { get; } = [NpgSqlKind.Kind];

    /// <summary>What there is, built in first: short names, and long ones where a short one is not enough.</summary>
    public IReadOnlyList<string> Names =>
    [
        .. BuiltIn.Select(kind => kind.Name),
        .. plugIns?.Types.Select(type => Named(type.ShortName).Count == 1 ? type.ShortName : type.LongName) ?? [],
    ];

    /// <summary>The check of that name.</summary>
    /// <returns>Null where there is none.</returns>
    /// <exception cref="PlugInException">Several are called so, or it cannot be loaded.</exception>
    public HealthCheckKind? Find(string name)
    {
        if (BuiltIn.FirstOrDefault(kind => kind.Name == name) is { } builtIn) return builtIn;
        return Named(name) switch
        {
            [] => null,
            [var one] => plugIns!.Load(one),
            var several => throw new PlugInException(
                $"is the name of {string.Join(" and ", several.Select(type => type.LongName))}: write one of these"),
        };
    }

    private List<PlugInType> Named(string name) =>
        plugIns?.Types.Where(type => type.IsCalled(name) && BuiltIn.All(kind => kind.Name != name)).ToList() ?? [];
}
