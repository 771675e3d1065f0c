using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Yaml;
using Bellwether.Probes.HealthChecks;
using Bellwether.Probes.HealthChecks.PlugIns;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>Finds the health checks that a configuration names, and their arguments.</summary>
/// <param name="binder">Knows where everything stands.</param>
/// <param name="plugIns">The plug-in folder; null where there is none, or it cannot be used.</param>
/// <param name="isFolderNamed">Whether the file names a folder: then, where it cannot be used, that was said, and
/// nothing is said of checks that may be in it.</param>
internal sealed class HealthChecks(OptionsBinder binder, PlugInFolder? plugIns, bool isFolderNamed)
{
    private readonly HealthCheckCatalog _catalog = new(plugIns);

    /// <summary>Gives the options their check, or says what stands in its way.</summary>
    /// <param name="options">Bound and valid by themselves.</param>
    public void Prepare(HealthCheckProbeOptions options)
    {
        if (Kind(options) is not { } kind) return;
        var place = binder.PlaceOf(options);
        var with = place.Map.Find("with") as YamlMap;
        var given = with ?? new YamlMap(place.Map.Line, place.Map.Column, []);
        var arguments = new ArgumentBinder(kind, (node, path, message) => binder.Fault(options, node, path, message));
        if (arguments.Bind(given, Paths.Key(place.Path, "with")) is { } check) options.Prepare(check);
    }

    private HealthCheckKind? Kind(HealthCheckProbeOptions options)
    {
        try
        {
            if (_catalog.Find(options.Type) is { } kind) return kind;
            if (isFolderNamed && plugIns is null) return null;
            var names = _catalog.Names;
            var hint = Spelling.Hint(options.Type, names);
            binder.Fault(options, nameof(options.Type), $"there is no health check '{options.Type}'"
                + (hint.Length > 0 ? hint : $"; there are {string.Join(", ", names)}")
                + (isFolderNamed ? "" : "; further ones come from the folder that 'plug-ins' names"));
        }
        catch (PlugInException e)
        {
            binder.Fault(options, nameof(options.Type), $"'{options.Type}' {e.Message}");
        }

        return null;
    }
}
