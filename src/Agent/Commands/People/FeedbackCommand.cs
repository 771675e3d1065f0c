using System.CommandLine;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.People;

/// <summary><c>feedback</c>: a verdict was wrong, and the agent's record of itself should show it.</summary>
internal static class FeedbackCommand
{
    public static Command Create(Terminal terminal)
    {
        var id = SharedOptions.Deployment();
        var kind = Choices.Argument("kind", "What was wrong", FeedbackKind.FalseAlarm, FeedbackKind.Missed);
        var reason = SharedOptions.Reason("How it is known");
        var actor = SharedOptions.Actor();
        const string example = "bellwether feedback checkout-8f2c false-alarm --reason \"a backup made it slow\"";
        var verb = new Verb("feedback", "Say afterwards that a verdict was wrong", example) { id, kind, reason, actor };
        return verb.Asking(
            terminal,
            call =>
            {
                var deployment = call.Words.GetRequiredValue(id);
                return call.SayAsync(
                    deployment,
                    "feedback",
                    new()
                    {
                        DeploymentId = deployment,
                        Kind = call.Words.GetRequiredValue(kind),
                        Reason = call.Words.GetRequiredValue(reason),
                        Actor = Actors.Named(call.Words.GetValue(actor)),
                    },
                    ContractsJson.Wire.FeedbackGiven);
            });
    }
}
