using System.CommandLine;
using Bellwether.Contracts;

namespace Bellwether.Agent.Commands.Local;

/// <summary><c>replay</c>: judges again what was judged, from what was written down.</summary>
internal static class ReplayCommand
{
    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var deployment = new Argument<string?>("deployment")
        {
            Description = "The id of a deployment in the journal",
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
            "replay", "Judge a deployment again: exit 0 the same, 10 another verdict, 11 it cannot be told", example)
        {
            deployment, state, verdict, json,
        };
        verb.Validators.Add(words =>
        {
            if (words.GetResult(deployment) is not { Tokens.Count: 1 })
                words.AddError("deployment: name a deployment of the journal");
        });
        verb.SetAction((words, stopping) => parts.Replay(
            new(words.GetValue(deployment)!, words.GetValue(state), words.GetValue(verdict), words.GetValue(json)),
            terminal, stopping));
        return verb;
    }
}
