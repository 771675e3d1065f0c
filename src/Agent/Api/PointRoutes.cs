using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Api;

/// <summary>Where sidecars report what they saw, and ask how wide points are here.</summary>
internal sealed class PointRoutes(WatchRoom room)
{
    /// <summary>Most that a report may have.</summary>
    public const int MostBytes = 1 << 20;

    private static readonly ContractsJson Forms = ContractsJson.Wire;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1/points", TakeAsync).Demand(Role.Points).MostBytes(MostBytes);
        routes.MapGet("/v1/points/{service}/{environment}", AskAsync).Demand(Role.Points);
    }

    private async Task TakeAsync(HttpContext context)
    {
        var report = await Bodies.ReadAsync(context, MessageTypes.PointsReported, Forms.PointsReported);
        var plan = room.PlanOf(report.Service, report.Environment);
        var fault = ReportCheck.Fault(report, plan, room.Time.GetUtcNow());
        if (fault is null && !room.Signals.HasRoomFor(report.Service, report.Instance))
            fault = new(ReportFaultKind.TooMany, "this home has as many sidecars as it takes");
        await (fault is null
            ? Answers.JsonAsync(context, room.Signals.Report(report), Forms.PointsTaken)
            : Answers.ProblemAsync(context, StatusOf(fault.Kind), "The report is not taken", fault.Text));
    }

    private Task AskAsync(HttpContext context)
    {
        var (service, environment) =
            ((string)context.Request.RouteValues["service"]!, (string)context.Request.RouteValues["environment"]!);
        return room.PlanOf(service, environment) is { } plan
            ? Answers.JsonAsync(context, new PointsTaken
            {
                Counted = false,
                IntervalSeconds = plan.Policy.Interval.TotalSeconds,
                ReportsMissing = 0,
            }, Forms.PointsTaken)
            : Answers.NotFoundAsync(context, $"this agent does not watch {service} in {environment}");
    }

    private static int StatusOf(ReportFaultKind kind) => kind switch
    {
        ReportFaultKind.NotWatched => StatusCodes.Status404NotFound,
        ReportFaultKind.OtherInterval => StatusCodes.Status409Conflict,
        ReportFaultKind.OtherClock => StatusCodes.Status422UnprocessableEntity,
        ReportFaultKind.TooMany => StatusCodes.Status429TooManyRequests,
        _ => StatusCodes.Status400BadRequest,
    };
}
