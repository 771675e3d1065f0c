using System.Text.Json;

namespace Bellwether.Probes.HealthChecks.PlugIns;

/// <summary>One health check in the plug-in folder, found without loading it.</summary>
/// <param name="File">The assembly that holds it, as a whole path.</param>
/// <param name="Assembly">Name of that assembly.</param>
/// <param name="FullName">Name of the type with its namespace; <c>Outer+Inner</c> for a nested one.</param>
public sealed record PlugInType(string File, string Assembly, string FullName)
{
    private static readonly string[] Endings = ["HealthCheck", "Check"];

    /// <summary><c>Assembly.Name/Full.Type.Name</c>: names one type in the whole folder.</summary>
    public string LongName => $"{Assembly}/{FullName}";

    /// <summary><c>redis</c> for <c>RedisHealthCheck</c>; may be the name of several.</summary>
    public string ShortName { get; } = ShortOf(FullName);

    public bool IsCalled(string name) => name == LongName || name == FullName || name == ShortName;

    private static string ShortOf(string fullName)
    {
        var name = fullName[(fullName.LastIndexOfAny(['.', '+']) + 1)..];
        foreach (var ending in Endings)
            if (name.Length > ending.Length && name.EndsWith(ending, StringComparison.Ordinal))
                return JsonNamingPolicy.KebabCaseLower.ConvertName(name[..^ending.Length]);
        return JsonNamingPolicy.KebabCaseLower.ConvertName(name);
    }
}
