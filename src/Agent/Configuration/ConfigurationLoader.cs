using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Compiling;
using Bellwether.Agent.Configuration.Options;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Configuration;

/// <summary>Makes a plan of a file, or of a command line, or says everything that is wrong with it.</summary>
internal static class ConfigurationLoader
{
    /// <summary>Largest configuration file, in bytes.</summary>
    public const int LargestFile = 1024 * 1024;

    /// <param name="path">The file; faults name it like this.</param>
    /// <param name="surroundings">What values may be put in from.</param>
    public static ConfigurationOutcome Load(string path, Surroundings surroundings) =>
        Load(path, surroundings, Catalogs.Shipped);

    /// <param name="path">The file; faults name it like this.</param>
    /// <param name="surroundings">What values may be put in from.</param>
    /// <param name="mode">Mode in place of the one that the file names; null: the file's.</param>
    public static ConfigurationOutcome Load(string path, Surroundings surroundings, Mode? mode) =>
        Load(path, surroundings, Catalogs.Shipped, mode);

    internal static ConfigurationOutcome Load(
        string path, Surroundings surroundings, Catalogs catalogs, Mode? mode = null)
    {
        var faults = new FaultList(path);
        var (text, fault) = surroundings.ReadText(path, LargestFile);
        if (fault is not null)
        {
            faults.Add($"cannot be used: {fault}");
            return new ConfigurationOutcome { Faults = faults.Sorted() };
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/";
        var root = YamlReader.Read(text!, faults);
        var filled = root is null ? null : new Substitution(surroundings, faults, folder).Apply(root);
        if (mode is { } chosen && filled is YamlMap map) filled = WithMode(map, chosen);
        return Compile(filled, new Making(faults, catalogs, surroundings, folder));
    }

    /// <summary>The plan of <c>run --scrape</c>: one service, one probe, the default rules and the default
    /// policy.</summary>
    /// <exception cref="ConfigurationException">Something given is not valid; its faults name the options.</exception>
    public static AgentPlan FromScrape(
        Uri url, string service, string environment, Mode mode, string stateFolder, Uri listen) =>
        CommandLinePlan.Make(
            url, service, environment, mode, stateFolder, listen, Catalogs.Shipped, Surroundings.OfThisProcess());

    internal static ConfigurationOutcome Compile(YamlNode? root, Making making)
    {
        var (faults, catalogs, surroundings, folder) = making;
        if (root is null)
            return new ConfigurationOutcome { Faults = faults.Sorted() };
        var binder = new OptionsBinder(faults, catalogs);
        var options = (ConfigurationOptions?)binder.Bind(root, typeof(ConfigurationOptions), "");
        var plan = options is null ? null : new PlanCompiler(binder, catalogs, surroundings, folder).Compile(options);
        return new ConfigurationOutcome
        {
            Plan = faults.Count == 0 && plan is not null ? PlanMarks.Put(plan, (YamlMap)root) : null,
            Faults = faults.Sorted(),
            Doubts = () => plan is null ? [] : Doubts(plan, binder, faults),
        };
    }

    /// <summary>What sidecars look at is on other hosts.</summary>
    private static IReadOnlyList<ConfigurationDoubt> Doubts(AgentPlan plan, OptionsBinder binder, FaultList faults) =>
    [
        .. from probe in plan.Services.SelectMany(service => service.Probes)
           where !probe.BySidecars
           from doubt in probe.Kind.Doubts(probe.Options)
           let at = binder.PlaceOf(probe.Options).Find(doubt.Member)
           select new ConfigurationDoubt(
               faults.Made(at.Node, at.Path, $"the probe '{probe.Name}' would be blind: {doubt.Words}"), doubt.MayCome),
    ];

    // In the document and not in the plan made of it: the digest must be that of a file that says so.
    private static YamlMap WithMode(YamlMap root, Mode mode) => new(root.Line, root.Column,
    [
        .. root.Entries.Select(entry => entry.Key.Text != "mode" ? entry : entry with
        {
            Value = new YamlScalar(entry.Value.Line, entry.Value.Column, Paths.Kebab(mode.ToString())),
        }),
    ]);

    /// <summary>What a plan is made with.</summary>
    internal sealed record Making(FaultList Faults, Catalogs Catalogs, Surroundings Surroundings, string Folder);
}
