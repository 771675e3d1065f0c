using System.Text.RegularExpressions;

namespace Bellwether.Agent.Tests.Tidy;

/// <summary>Which room may name which, and which package has which room for its own.</summary>
/// <remarks>Names are found by usings and by whole names in the code. A room's own folder is always open to
/// it.</remarks>
internal static partial class Doors
{
    private const string Agent = "Bellwether.Agent.";

    /// <summary>What each room may use beside Contracts, the framework and Configuration's plans.</summary>
    public static IReadOnlyDictionary<string, string[]> Rooms { get; } = new Dictionary<string, string[]>
    {
        ["Configuration"] = ["Probes", "Judging.Rules", "Delivery", "Signals"],
        ["Baselines"] = ["Signals.Snapshots", "Signals!"],
        ["Judging"] = ["Signals.Snapshots", "Signals!", "Baselines", "Deployments", "Configuration.Scalars", "Probes"],
        ["Deployments"] = ["Signals.Snapshots", "Signals!", "Baselines", "Judging"],
        ["Sampling"] = ["Probes", "Signals"],
        ["Signals"] = ["Probes", "Storage", "Sampling!"],
        ["Sidecar"] = ["Signals", "Sampling", "Probes", "Storage"],
        ["Targets"] = ["Signals", "Sampling", "Probes"],
        ["Storage"] = [],
        ["Tables"] = ["Baselines!"],
        ["Importing"] = ["Tables", "Storage", "Baselines!"],
        ["Rehearsing"] = ["Tables", "Baselines", "Judging", "Signals.Snapshots", "Configuration.Scalars"],
        ["Journal"] = ["Storage"],
        ["Watching"] = ["Signals", "Baselines", "Judging", "Deployments", "Journal"],
        // Storage itself: what the journal throws where its file cannot be read.
        // And the dialer that every connection goes through.
        ["Delivery"] = ["Journal", "Storage!", "Probes.Dialing"],
        // To be a channel, that a courier feeds, is to be one of Delivery.
        ["Bus"] = ["Journal", "Watching", "Delivery", "Storage!"],
        ["Fleet"] = ["Baselines", "Judging", "Deployments", "Bus"],
        ["Telemetry"] = [],
        ["Supervision"] = ["Watching", "Deployments"],
        ["Api"] = ["Journal", "Signals", "Watching", "Probes.Receiving", "Probes.Otlp",
            "Probes.Vitals"],
        ["Dashboard"] = ["Journal", "Signals", "Watching"],
        ["Commands"] = ["Journal", "Signals", "Watching", "Baselines", "Judging", "Deployments", "Configuration",
            "Tables", "Rehearsing"],
    };

    /// <summary>Packages, and the rooms that may name them.</summary>
    public static IReadOnlyDictionary<string, string[]> Packages { get; } = new Dictionary<string, string[]>
    {
        ["Quartz"] = ["src/Agent/Sampling"],
        ["Microsoft.Data.Sqlite"] = ["src/Agent/Storage"],
        ["SQLitePCL"] = ["src/Agent/Storage"],
        ["MassTransit"] = ["src/Agent/Bus"],
        ["OpenTelemetry"] = ["src/Agent/Telemetry"],
        ["System.CommandLine"] = ["src/Agent/Commands"],
        ["Spectre.Console"] = ["src/Agent/Commands"],
        ["YamlDotNet"] = ["src/Agent/Configuration", "src/Agent/Signals", "src/Agent/Targets"],
        ["Npgsql"] = ["src/Probes", "src/Agent/Fleet"],
        ["Dapper"] = ["src/Agent/Fleet"],
    };

    /// <summary>The rooms that decide: same input, same verdict, for ever.</summary>
    public static IReadOnlyList<string> Core { get; } = ["Baselines", "Judging", "Deployments"];

    private static readonly string[] CoreFramework =
        ["System", "System.Collections", "System.Globalization", "System.Linq", "System.Numerics", "System.Text",
            "System.Runtime", "System.ComponentModel", "System.Diagnostics.CodeAnalysis",
            // Digests are arithmetic: seeds are made from names.
            "System.Security.Cryptography"];

    public static IEnumerable<string> Faults(SourceFile file)
    {
        if (!file.IsUnder("src")) return [];
        var names = Names(file.Bare).Distinct().ToArray();
        return Packaged(file, names).Concat(file.Path.Split('/') switch
        {
            [_, "Contracts", ..] => Outside(file, names, IsForContracts),
            [_, "Probes", ..] => Outside(file, names, name => !IsIn(name, "Bellwether.Agent")),
            [_, "Agent", var room, _, ..] => FromRoom(file, room, names),
            _ => [],
        });
    }

    /// <summary>What the core names although it has no clock, network, logger, randomness or waiting.</summary>
    public static IEnumerable<string> Impurities(SourceFile file)
    {
        if (!Core.Any(room => file.IsUnder($"src/Agent/{room}"))) return [];
        var words = Impure().Matches(file.Bare).Select(match => match.Value).Distinct()
            .Select(word => $"{file.Path}: the core has no {word}");
        var usings = Using().Matches(file.Bare).Select(match => match.Groups["name"].Value)
            .Where(name => IsIn(name, "System") && !CoreFramework.Any(good => name == good || IsGeneric(name, good)))
            .Concat(Using().Matches(file.Bare).Select(match => match.Groups["name"].Value)
                .Where(name => !IsIn(name, "System") && !IsIn(name, "Bellwether")))
            .Select(name => $"{file.Path}: the core has no use for {name}");
        return words.Concat(usings);
    }

    /// <summary>Whether the namespace is the folder's, so that a using says which room is meant.</summary>
    public static IEnumerable<string> Misplaced(SourceFile file)
    {
        if (!file.IsUnder("src") || file.Path.Split('/').Length < 4) yield break;
        var folders = file.Path.Split('/')[1..^1];
        var expected = $"Bellwether.{string.Join('.', folders)}";
        var declared = Namespace().Match(file.Bare).Groups["name"].Value;
        if (declared != expected) yield return $"{file.Path}: its namespace is {declared}, its folder {expected}";
    }

    private static IEnumerable<string> Packaged(SourceFile file, string[] names) =>
        from name in names
        from package in Packages
        where IsIn(name, package.Key) && IsRoom(file) && !package.Value.Any(file.IsUnder)
        select $"{file.Path}: {name} is only for {string.Join(" and ", package.Value)}";

    /// <summary>Files beside the rooms join them, and may name what they join.</summary>
    private static bool IsRoom(SourceFile file) => !file.IsUnder("src/Agent") || file.Path.Split('/').Length > 3;

    private static IEnumerable<string> FromRoom(SourceFile file, string room, string[] names)
    {
        if (!Rooms.TryGetValue(room, out var open)) return [$"{file.Path}: {room} is no room of the house"];
        return Outside(file, names, name => Goes(room, open, name));
    }

    private static bool Goes(string room, string[] open, string name)
    {
        if (IsIn(name, "Bellwether.Probes")) return open.Any(door => IsIn(name, $"Bellwether.{door}"));
        if (!name.StartsWith(Agent, StringComparison.Ordinal)) return true;
        return IsIn(name, Agent + room) || IsIn(name, Agent + "Configuration.Plans")
            || open.Any(door => door.EndsWith('!') ? IsExactly(name, Agent + door[..^1]) : IsIn(name, Agent + door));
    }

    private static IEnumerable<string> Outside(SourceFile file, string[] names, Func<string, bool> mayName) =>
        names.Where(name => !mayName(name)).Select(name => $"{file.Path}: may not name {name}");

    private static bool IsForContracts(string name) => IsIn(name, "Bellwether.Contracts") || IsIn(name, "System");

    private static bool IsIn(string name, string room) =>
        name == room || name.StartsWith(room + ".", StringComparison.Ordinal);

    /// <summary>The namespace itself or a type of it, not what lies below.</summary>
    private static bool IsExactly(string name, string room) => name == room;

    private static bool IsGeneric(string name, string good) => good != "System" && IsIn(name, good);

    private static IEnumerable<string> Names(string bare) =>
        Using().Matches(bare).Concat(Qualified().Matches(bare)).Select(match => match.Groups["name"].Value);

    [GeneratedRegex(
        @"^\s*(?:global\s+)?using\s+(?:static\s+|\w+\s*=\s*)?(?<name>[A-Za-z_][\w.]*)\s*;",
        RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(
        @"(?<![\w.])(?<!namespace\s)(?<name>(?:Bellwether\.(?:Agent|Probes|Contracts)|Quartz|Microsoft\.Data\.Sqlite"
        + @"|SQLitePCL|MassTransit|OpenTelemetry|YamlDotNet|Npgsql|Polly|Spectre\.Console|System\.CommandLine)"
        + @"(?:\.[A-Z]\w*)+)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(
        @"\b(async|await|lock|Task|ValueTask|ILogger|TimeProvider|Timer|Thread|Interlocked|CancellationToken|File"
        + @"|Directory|Stream|HttpClient|Socket|Random|Guid|Console|IOptions|Stopwatch|DateTime"
        + @"|Environment\.(?=Get|Tick|Machine|User|Process|New))\b")]
    private static partial Regex Impure();
}
