using System.CommandLine;
using System.CommandLine.Parsing;
using Bellwether.Contracts;

namespace Bellwether.Agent.Commands.Local;

/// <summary><c>replay</c>: judges again what was judged, from what was written down.</summary>
internal static class ReplayCommand
{
    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var deployment = new Argument<string?>("deployment")
        {
            Description = "Optional: the id of a deployment in the journal; a rehearsal of a table takes none",
            Arity = ArgumentArity.ZeroOrOne,
        };
        deployment.Validators.Add(result => SharedOptions.Check(result, Ids.IsId, SharedOptions.IdHint));
        var state = LocalOptions.StateFolder();
        var verdict = new Option<string?>("--verdict")
        {
            Description = "Only this verdict of it; default all it has",
            HelpName = "id",
        };
        var json = SharedOptions.Json();
        json.Description = "Print what was found as JSON";
        const string example = "bellwether replay shop-2.4.1 --state /var/lib/bellwether";
        var verb = new Verb(
            "replay",
            "Judge a deployment again (exit 0 the same, 10 another verdict, 11 it cannot be told), or a history",
            example)
        {
            deployment, state, verdict, json,
        };
        var rehearsal = new RehearsalOptions();
        rehearsal.AddTo(verb);
        verb.Validators.Add(words =>
        {
            var named = words.GetResult(deployment) is { Tokens.Count: 1 };
            if (!named && !words.Children.Any(child => child is OptionResult { Implicit: false } option
                && rehearsal.Has(option.Option)))
                words.AddError(
                    "deployment: name a deployment of the journal, or --at TIME or --calibrate on a history");
        });
        verb.SetAction((words, stopping) =>
        {
            var other = rehearsal.FirstGiven(words);
            if (words.GetValue(deployment) is not { } named)
                return parts.Rehearse(
                    rehearsal.Read(words) with { StateFolder = words.GetValue(state), AsJson = words.GetValue(json) },
                    terminal, stopping);
            if (other is not null)
                throw new CommandFailedException($"{other.Name} goes without a deployment of the journal");
            return parts.Replay(
                new(named, words.GetValue(state), words.GetValue(verdict), words.GetValue(json)), terminal, stopping);
        });
        return verb;
    }
}
