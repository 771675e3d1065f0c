using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Bellwether.Contracts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands;

/// <summary>Options and arguments that mean the same wherever they appear; made new for each command.</summary>
internal static class SharedOptions
{
    /// <summary>Longest reason that the agent takes, in characters.</summary>
    public const int MaxReason = 1_000;

    public const string IdHint = "lower-case letters, digits, -, _ and ., at most 63";

    public static Option<string?> Agent() => new("--agent")
    {
        Description = "Where the agent listens; else BELLWETHER_AGENT, else http://127.0.0.1:7070",
        HelpName = "url",
    };

    public static Option<TimeSpan?> Retry() =>
        Duration("--retry", "How long to keep trying while no agent answers; default 10s");

    public static Option<bool> Json() => new("--json") { Description = "Print the agent's answer as JSON" };

    public static Option<string> Service() =>
        Checked("--service", "The service's name", "name", Ids.IsName, "lower-case letters, digits and -, at most 63");

    public static Option<string> Environment() => Checked(
        "--environment", "The environment's name", "name", Ids.IsName, "lower-case letters, digits and -, at most 63");

    public static Option<string> Reason(string description) => Checked(
        "--reason", description, "text", text => text.Trim().Length is > 0 and <= MaxReason, "1 to 1 000 characters");

    public static Option<string?> Actor() => new("--actor")
    {
        Description = "Who does it; default user@host",
        HelpName = "who",
    };

    public static Argument<string> Deployment()
    {
        var argument = new Argument<string>("deployment") { Description = "The deployment's id" };
        argument.Validators.Add(result => Check(result, Ids.IsId, IdHint));
        return argument;
    }

    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "duration",
        CustomParser = result => Read(result, Durations.Parse, Durations.Hint),
    };

    /// <summary>A number of at least <paramref name="least"/>; null where it was not given.</summary>
    public static Option<int?> Number(string name, string description, int least) => new(name)
    {
        Description = description,
        HelpName = "n",
        CustomParser = result => Read(
            result,
            text => ReadNumber(text, least),
            $"it takes a whole number of {least} or more"),
    };

    public static Option<DateTimeOffset?> Instant(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "instant",
        CustomParser = result => Read(result, ReadInstant, "write it as 2026-01-31T12:00:00Z"),
    };

    /// <summary>Reads one value, or complains with the option's name, the text and a hint.</summary>
    public static T Read<T>(ArgumentResult result, Func<string, T?> parse, string hint)
        where T : struct
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (parse(text) is { } value) return value;
        result.AddError($"{Name(result)}: '{text}' is not understood; {hint}");
        return default;
    }

    private static int? ReadNumber(string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least ? n : null;

    private static DateTimeOffset? ReadInstant(string text) => UtcInstant.TryParse(text, out var at) ? at : null;

    private static Option<string> Checked(
        string name, string description, string helpName, Func<string, bool> isGood, string hint)
    {
        var option = new Option<string>(name) { Description = description, HelpName = helpName, Required = true };
        option.Validators.Add(result => Check(result, isGood, hint));
        return option;
    }

    /// <summary>As <see cref="Read"/>, for what is no value type.</summary>
    public static T? ReadText<T>(ArgumentResult result, Func<string, T?> parse, string hint)
        where T : class
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (parse(text) is { } value) return value;
        result.AddError($"{Name(result)}: '{text}' is not understood; {hint}");
        return null;
    }

    /// <summary>Complains of each word that is not good.</summary>
    public static void Check(SymbolResult result, Func<string, bool> isGood, string hint)
    {
        foreach (var text in result.Tokens.Select(token => token.Value).Where(text => !isGood(text)))
            result.AddError($"{Name(result)}: '{text}' is refused; it takes {hint}");
    }

    private static string Name(SymbolResult result) => result switch
    {
        OptionResult option => option.Option.Name,
        ArgumentResult { Parent: OptionResult option } => option.Option.Name,
        ArgumentResult argument => argument.Argument.Name,
        _ => "value",
    };
}
