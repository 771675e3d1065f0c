using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Bellwether.Probes.HealthChecks.PlugIns;

/// <summary>Finds the health checks of an assembly in its metadata: nothing of it is loaded or run.</summary>
internal static class PlugInScan
{
    private const string InterfaceName = "IHealthCheck";
    private const string InterfaceNamespace = "Microsoft.Extensions.Diagnostics.HealthChecks";

    /// <summary>Its public classes that are health checks, by name; empty for a file that is no assembly.</summary>
    public static IReadOnlyList<PlugInType> Of(string file)
    {
        using var stream = File.OpenRead(file);
        using var image = new PEReader(stream);
        try
        {
            if (!image.HasMetadata) return [];
            var metadata = image.GetMetadataReader();
            if (!metadata.IsAssembly) return [];
            var assembly = metadata.GetString(metadata.GetAssemblyDefinition().Name);
            return
            [
                .. metadata.TypeDefinitions.Where(type => IsOffered(metadata, type) && IsCheck(metadata, type))
                    .Select(type => new PlugInType(file, assembly, FullName(metadata, type)))
                    .OrderBy(type => type.FullName, StringComparer.Ordinal),
            ];
        }
        catch (BadImageFormatException)
        {
            // A native library, as databases bring them.
            return [];
        }
    }

    private static bool IsOffered(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var attributes = metadata.GetTypeDefinition(handle).Attributes;
        if ((attributes & (TypeAttributes.Abstract | TypeAttributes.Interface)) != 0) return false;
        return (attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic => metadata.GetTypeDefinition(handle).GetDeclaringType() is { IsNil: false },
            _ => false,
        };
    }

    /// <summary>Says so itself, or a type of the same assembly that it derives from does.</summary>
    private static bool IsCheck(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        // Each step goes to a base type; a file that makes a circle of them must not hold us.
        for (var steps = 0; steps < 32; steps++)
        {
            var type = metadata.GetTypeDefinition(handle);
            if (type.GetInterfaceImplementations().Any(i =>
                IsInterface(metadata, metadata.GetInterfaceImplementation(i).Interface))) return true;
            if (type.BaseType.IsNil || type.BaseType.Kind is not HandleKind.TypeDefinition) return false;
            handle = (TypeDefinitionHandle)type.BaseType;
        }

        return false;
    }

    private static bool IsInterface(MetadataReader metadata, EntityHandle handle)
    {
        if (handle.Kind is not HandleKind.TypeReference) return false;
        var type = metadata.GetTypeReference((TypeReferenceHandle)handle);
        return metadata.StringComparer.Equals(type.Name, InterfaceName)
            && metadata.StringComparer.Equals(type.Namespace, InterfaceNamespace);
    }

    private static string FullName(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        if (type.GetDeclaringType() is { IsNil: false } outer) return $"{FullName(metadata, outer)}+{name}";
        var space = metadata.GetString(type.Namespace);
        return space.Length == 0 ? name : $"{space}.{name}";
    }
}
