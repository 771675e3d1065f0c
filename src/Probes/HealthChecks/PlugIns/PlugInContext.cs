using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Probes.HealthChecks.PlugIns;

/// <summary>One plug-in and what it brings along, apart from the agent's own libraries.</summary>
/// <remarks>
/// Shared are the abstractions of health checks and the framework itself. Everything else comes from the plug-in's
/// folder, in the version that its <c>deps.json</c> names, or is not there. Collected once nothing uses it any more.
/// </remarks>
internal sealed class PlugInContext(string file)
    : AssemblyLoadContext($"plug-in {Path.GetFileName(file)}", isCollectible: true)
{
    private static readonly string Shared = typeof(IHealthCheck).Assembly.GetName().Name!;

    private readonly AssemblyDependencyResolver _own = new(file);

    public Assembly Load() => LoadFromAssemblyPath(file);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name ?? "";
        // Null asks the agent's own context.
        if (name == Shared) return null;
        if (_own.ResolveAssemblyToPath(assemblyName) is { } path) return LoadFromAssemblyPath(path);
        if (FrameworkAssemblies.Has(name)) return null;
        throw new FileNotFoundException(
            $"the plug-in needs {name} {assemblyName.Version}, which is not in its folder", name);
    }

    protected override IntPtr LoadUnmanagedDll(string unmanagedDllName) =>
        _own.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : IntPtr.Zero;
}
