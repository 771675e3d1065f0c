using System.CommandLine;

namespace Bellwether.Agent.Commands.Local;

/// <summary><c>audit verify</c>: whether the journal is as it was written.</summary>
internal static class AuditCommand
{
    public static Command Create(Terminal terminal, LocalParts parts)
    {
        var state = LocalOptions.StateFolder();
        var head = new Option<string?>("--head")
        {
            Description = "The journalHead of a verdict that was delivered; it must be in the chain",
            HelpName = "digest",
        };
        var json = SharedOptions.Json();
        json.Description = "Print the finding as JSON";
        const string example = "bellwether audit verify --state /var/lib/bellwether";
        var verify = new Verb("verify", "Check the journal's chain: exit 0 whole, 10 changed or cut", example)
        {
            state, head, json,
        };
        verify.SetAction((words, stopping) => parts.AuditVerify(
            new(words.GetValue(state), words.GetValue(head), words.GetValue(json)), terminal, stopping));
        return new("audit", "Check what the agent wrote down") { verify };
    }
}
