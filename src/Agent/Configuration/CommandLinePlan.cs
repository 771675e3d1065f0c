using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Configuration;

/// <summary>Makes the plan of <c>run --scrape</c> the same way as a file's, so that the same is refused.</summary>
internal static class CommandLinePlan
{
    private static readonly (string Path, string Option)[] Options =
    [
        ("probes", "--scrape"), ("service", "--service"), ("environment", "--environment"), ("mode", "--mode"),
        ("listen", "--listen"), ("state", "--state"),
    ];

    public static AgentPlan Make(
        Uri url, string service, string environment, Mode mode, string stateFolder, Uri listen,
        Catalogs catalogs, Surroundings surroundings)
    {
        var root = Map(
            ("service", Value(service)),
            ("environment", Value(environment)),
            ("mode", Value(Binding.Paths.Kebab(mode.ToString()))),
            ("listen", Value(listen.OriginalString)),
            ("state", Value(Path.GetFullPath(stateFolder))),
            ("probes", List(Map(
                ("name", Value("app")),
                ("scrape", Map(("targets", List(Map(("url", Value(url.OriginalString)))))))))));
        var outcome = ConfigurationLoader.Compile(
            root, new(new FaultList("command line"), catalogs, surroundings, Directory.GetCurrentDirectory()));
        return outcome.Plan ?? throw new ConfigurationException([.. outcome.Faults.Select(Named)]);
    }

    /// <summary>The fault with the option of the command line in place of the path in a document.</summary>
    private static ConfigurationFault Named(ConfigurationFault fault)
    {
        var option = Array.Find(Options, o => fault.Path.StartsWith(o.Path, StringComparison.Ordinal)).Option;
        return option is null ? fault : fault with { Path = option };
    }

    private static YamlScalar Value(string text) => new(0, 0, text);

    private static YamlList List(params YamlNode[] items) => new(0, 0, items);

    private static YamlMap Map(params (string Key, YamlNode Value)[] entries) =>
        new(0, 0, [.. entries.Select(e => new YamlEntry(Value(e.Key), e.Value))]);
}
