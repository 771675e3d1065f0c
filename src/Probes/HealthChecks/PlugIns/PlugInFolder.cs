using System.Reflection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Bellwether.Probes.HealthChecks.PlugIns;

/// <summary>The health checks that an operator put beside the agent: in the folder, or one folder below it.</summary>
/// <remarks>Not safe for concurrent use: a configuration is compiled by one thread.</remarks>
public sealed class PlugInFolder
{
    /// <summary>Most assemblies that are looked through.</summary>
    public const int MostFiles = 2000;

    private readonly Dictionary<string, PlugInContext> _contexts = new(StringComparer.Ordinal);

    private PlugInFolder(IReadOnlyList<PlugInType> types) => Types = types;

    /// <summary>By their short names; empty where there are none.</summary>
    public IReadOnlyList<PlugInType> Types { get; }

    /// <summary>Looks what there is. Nothing is loaded.</summary>
    /// <exception cref="PlugInException">The folder cannot be read, or holds too much.</exception>
    public static PlugInFolder Open(string folder)
    {
        try
        {
            var files = new[] { folder }.Concat(Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
                .SelectMany(f => Directory.GetFiles(f, "*.dll").Order(StringComparer.Ordinal)).Take(MostFiles + 1)
                .ToList();
            if (files.Count > MostFiles) throw new PlugInException($"holds more than {MostFiles} assemblies");
            return new PlugInFolder(
                [.. files.SelectMany(PlugInScan.Of).OrderBy(type => type.ShortName, StringComparer.Ordinal)]);
        }
        catch (DirectoryNotFoundException e)
        {
            throw new PlugInException("there is no such folder", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PlugInException($"cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Loads a check, and with it what its constructors name. None of its code is run.</summary>
    /// <exception cref="PlugInException">It cannot be loaded.</exception>
    public HealthCheckKind Load(PlugInType type)
    {
        try
        {
            if (!_contexts.TryGetValue(type.File, out var context))
                _contexts[type.File] = context = new PlugInContext(type.File);
            var loaded = context.Load().GetType(type.FullName, throwOnError: true)!;
            if (!loaded.IsAssignableTo(typeof(IHealthCheck)))
                throw new PlugInException("is no IHealthCheck of this agent");
            if (loaded.ContainsGenericParameters)
                throw new PlugInException("is generic: nothing here can say of what");
            var constructors = loaded.GetConstructors().Select(c => new PlugInConstructor(c).AsWritten).ToList();
            return constructors.Count > 0
                ? new HealthCheckKind(type.LongName, constructors)
                : throw new PlugInException("has no public constructor");
        }
        catch (Exception e) when (e is IOException or TypeLoadException or BadImageFormatException
            or ReflectionTypeLoadException or MissingMemberException or NotSupportedException)
        {
            throw new PlugInException($"cannot be loaded: {e.Message}", e);
        }
    }
}
