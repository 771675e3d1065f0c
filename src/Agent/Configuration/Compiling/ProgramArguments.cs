using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Yaml;
using Bellwether.Probes.Exec;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>Keeps secrets out of what everybody on the host can read: the arguments of a program.</summary>
internal static class ProgramArguments
{
    private const string Fault = "everybody on the host sees the arguments of a program: "
        + "put a secret into 'environment' or 'input', where the program takes it from there";

    /// <summary>Adds a fault for each argument that a credential or a file was put into.</summary>
    public static void Check(OptionsBinder binder, ExecProbeOptions options)
    {
        var place = binder.PlaceOf(options);
        IReadOnlyList<YamlNode> given = place.Map.Find("arguments") switch
        {
            YamlList list => list.Items,
            { } one => [one],
            null => [],
        };
        for (var i = 0; i < given.Count; i++)
            if (given[i] is YamlScalar { IsFromOutside: true } text && (text.Source.Contains("${cred:",
                StringComparison.Ordinal) || text.Source.Contains("${file:", StringComparison.Ordinal)))
                binder.Fault(options, text, Paths.Item(Paths.Key(place.Path, "arguments"), i), Fault);
    }
}
