using Bellwether.Agent.Commands.Client;

namespace Bellwether.Agent.Commands;

/// <summary>Makes a command one that asks an agent: where it is, how long to try, how to print, and how it is
/// interrupted.</summary>
internal static class AgentVerb
{
    private static readonly TimeSpan StandardRetry = TimeSpan.FromSeconds(10);

    public static Verb Asking(this Verb verb, Terminal terminal, Func<AgentCall, Task<int>> act)
    {
        var agent = SharedOptions.Agent();
        var retry = SharedOptions.Retry();
        var json = SharedOptions.Json();
        verb.Options.Add(agent);
        verb.Options.Add(retry);
        verb.Options.Add(json);
        var shown = new AccessWords();
        shown.AddTo(verb);
        verb.SetAction(async (words, _) =>
        {
            var variable = Environment.GetEnvironmentVariable(AgentAddress.Variable);
            var address = AgentAddress.Find(words.GetValue(agent), variable);
            var access = shown.Read(words, Environment.GetEnvironmentVariable);
            access.Check(address);
            using var interruption = new Interruption();
            using var client = new AgentClient(address, access, words.GetValue(retry) ?? StandardRetry, terminal);
            try
            {
                return await act(new(words, client, terminal, interruption.Token) { AsJson = words.GetValue(json) });
            }
            catch (OperationCanceledException) when (interruption.ExitCode is { } code)
            {
                return code;
            }
        });
        return verb;
    }
}
