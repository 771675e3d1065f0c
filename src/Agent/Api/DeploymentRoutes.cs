using System.Diagnostics;
using System.Text.Json.Serialization.Metadata;
using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Api;

/// <summary>What pipelines and people say of deployments, and what they ask.</summary>
internal sealed class DeploymentRoutes(Watcher watcher, Enquiries enquiries)
{
    private const int MostListed = 200;

    private static readonly ContractsJson Forms = ContractsJson.Wire;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/deployments", context => SayAsync(
            context, MessageTypes.DeploymentStarted, Forms.DeploymentStarted,
            message => watcher.Start(message, Tracing.Current ?? Bodies.TraceOf(context))))
            .Demand(Role.Announce);
        routes.MapGet("/v1/deployments", ListAsync).Demand(Role.Read);
        routes.MapGet("/v1/deployments/{id}", FindAsync).Demand(Role.Read);
        const string one = "/v1/deployments/{id}/";
        routes.MapPost(one + "steps", context => SayAsync(
            context, MessageTypes.DeploymentStepReached, Forms.DeploymentStepReached, watcher.Step))
            .Demand(Role.Announce);
        routes.MapPost(one + "finish", context => SayAsync(
            context, MessageTypes.DeploymentFinished, Forms.DeploymentFinished, watcher.Finish))
            .Demand(Role.Announce);
        routes.MapPost(one + "cancel", context => SayAsync(
            context, MessageTypes.DeploymentCancelled, Forms.DeploymentCancelled, watcher.Cancel))
            .Demand(Role.Announce);
        routes.MapPost(one + "rolled-back", context => SayAsync(
            context, MessageTypes.RollbackCompleted, Forms.RollbackCompleted, watcher.RolledBack))
            .Demand(Role.Announce);
        routes.MapPost(one + "override", context => SayAsync(
            context, MessageTypes.VerdictOverridden, Forms.VerdictOverridden, watcher.Override))
            .Demand(Role.Override);
        routes.MapPost(one + "hold", context => SayAsync(
            context, MessageTypes.HoldPlaced, Forms.HoldPlaced, watcher.Hold))
            .Demand(Role.Override);
        routes.MapPost(one + "release", context => SayAsync(
            context, MessageTypes.HoldReleased, Forms.HoldReleased, watcher.Release))
            .Demand(Role.Override);
        routes.MapPost(one + "feedback", context => SayAsync(
            context, MessageTypes.FeedbackGiven, Forms.FeedbackGiven, watcher.Feedback))
            .Demand(Role.Override);
    }

    private async Task SayAsync<T>(
        HttpContext context, string type, JsonTypeInfo<T> form, Func<T, Acceptance> say)
    {
        var accepted = Hear(context, type, await Bodies.ReadAsync(context, type, form), say);
        await (accepted.Kind switch
        {
            AcceptanceKind.Taken => StatusAsync(context, accepted, StatusCodes.Status202Accepted),
            AcceptanceKind.Known => StatusAsync(context, accepted, StatusCodes.Status200OK),
            AcceptanceKind.NotFound => Answers.NotFoundAsync(context, accepted.Problem),
            AcceptanceKind.Conflict => Answers.ProblemAsync(
                context, StatusCodes.Status409Conflict, "It contradicts what is known", accepted.Problem),
            _ => Answers.InvalidAsync(context, accepted.Problem),
        });
    }

    private Acceptance Hear<T>(HttpContext context, string type, T message, Func<T, Acceptance> say)
    {
        // Who says in no trace what becomes of a deployment says it in the deployment's.
        var known = Tracing.IsListenedTo && context.Request.RouteValues["id"] is string id
            ? enquiries.TraceOf(id) : null;
        using var span = Tracing.Under(Bodies.TraceOf(context) ?? known, "hear", ActivityKind.Server);
        var accepted = say(message);
        span?.SetTag(SpanTags.Message, type).SetTag(SpanTags.Outcome, SpanTags.Word(accepted.Kind))
            .SetTag(SpanTags.Deployment, accepted.Deployment?.Id);
        return accepted;
    }

    private Task StatusAsync(HttpContext context, Acceptance accepted, int status) =>
        Answers.JsonAsync(context, enquiries.Find(accepted.Deployment!.Id)!, Forms.DeploymentStatus, status);

    private Task ListAsync(HttpContext context) =>
        Answers.JsonAsync(context, enquiries.All(MostListed), Forms.IReadOnlyListDeploymentStatus);

    private Task FindAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        return enquiries.Find(id) is { } status
            ? Answers.JsonAsync(context, status, Forms.DeploymentStatus)
            : Answers.NotFoundAsync(context, $"no deployment {id} is known here");
    }
}
