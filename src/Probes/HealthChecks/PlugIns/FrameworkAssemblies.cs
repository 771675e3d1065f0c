using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Probes.HealthChecks.PlugIns;

/// <summary>Which assemblies belong to the framework, and not to this program.</summary>
internal static class FrameworkAssemblies
{
    private static readonly string[] Prefixes = ["System.", "Microsoft.Extensions.", "Microsoft.AspNetCore.",
        "Microsoft.Net.", "Microsoft.Win32.", "Microsoft.CSharp", "Microsoft.VisualBasic"];

    private static readonly string[] Names = ["System", "netstandard", "mscorlib", "WindowsBase"];

    private static readonly HashSet<string> Known = Find();

    public static bool Has(string name) => Known.Contains(name);

    /// <summary>Those in the folders of the shared frameworks; of a program that brings its framework along, in one
    /// folder with everything else, those that are named like it.</summary>
    private static HashSet<string> Find()
    {
        var trusted = (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? "").Split(Path.PathSeparator);
        var own = Path.GetDirectoryName(AppContext.BaseDirectory);
        var folders = new[] { typeof(object), typeof(IHealthCheck) }
            .Select(type => Path.GetDirectoryName(type.Assembly.Location)).Where(folder => folder != own).ToHashSet();
        return trusted
            .Where(file => folders.Contains(Path.GetDirectoryName(file)) || (folders.Count == 0 && IsNamedLikeIt(file)))
            .Select(file => Path.GetFileNameWithoutExtension(file)).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsNamedLikeIt(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return Names.Contains(name)
            || (Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal))
                && name is not "System.CommandLine");
    }
}
