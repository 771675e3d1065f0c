using System.CommandLine;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.People;

/// <summary><c>mask</c>: a stretch of time is no example of normal.</summary>
internal static class MaskCommand
{
    private const string Example = "bellwether mask --service checkout --environment production --kind incident "
        + "--from 2026-01-31T12:00:00Z --for 30m --reason \"the database was full\"";

    public static Command Create(Terminal terminal)
    {
        var options = new MaskOptions();
        var verb = new Verb("mask", "Keep an incident or maintenance out of what is learned as normal", Example);
        options.AddTo(verb);
        return verb.Asking(terminal, call => MaskAsync(call, options));
    }

    private static async Task<int> MaskAsync(AgentCall call, MaskOptions options)
    {
        var mask = options.Read(call.Words, call.Terminal.Time.GetUtcNow());
        var wire = ContractsJson.Wire;
        var reply = await call.PostAsync("/v1/masks", mask, wire.SignalsMasked, wire.SignalsMasked);
        call.Print(reply, Sentence);
        return ExitCodes.Ok;
    }

    private static string Sentence(SignalsMasked mask) =>
        $"{mask.Service}/{mask.Environment}: masked from {UtcInstant.Format(mask.From)} to {UtcInstant.Format(mask.To)}"
        + $" ({Choices.Word(mask.Kind)})";
}
