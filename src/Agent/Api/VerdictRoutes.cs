using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Api.Limits;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Api;

/// <summary>Where verdicts are asked for: by whoever awaits one, and by gates that know only a version.</summary>
internal sealed class VerdictRoutes(Enquiries enquiries)
{
    private static readonly ContractsJson Forms = ContractsJson.Wire;

    private readonly Places _waiting = new(ApiLimits.Waiting);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/deployments/{id}/verdict", VerdictAsync).Demand(Role.Read);
        routes.MapGet("/v1/gates/{service}/{environment}/{version}", GateAsync).Demand(Role.Read);
        routes.MapPost("/v1/preflights", PreflightAsync).Demand(Role.Announce);
    }

    private async Task VerdictAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var query = context.Request.Query;
        if (!TryPhase(query["phase"], out var phase))
            throw new BadHttpRequestException("phase is watch, bake or recovery");
        if (!TryStep(query["step"], out var step)) throw new BadHttpRequestException("step is a number from 0");
        if (!WaitTime.TryParse(query["wait"], out var wait) || wait > Enquiries.LongestWait)
            throw new BadHttpRequestException("wait is a time such as 60s, at most 5m");
        using var place = wait > TimeSpan.Zero ? _waiting.Take() : Places.NotNeeded;
        if (place is null)
        {
            context.Response.Headers.RetryAfter = "1";
            await Answers.ProblemAsync(
                context, StatusCodes.Status429TooManyRequests, "Too many wait",
                $"At most {ApiLimits.Waiting} calls may wait for a verdict at the same time.");
            return;
        }

        var answer = await WaitAsync(context, id, (phase, step), wait);
        await AnswerAsync(context, answer, $"no deployment {id}, or no such step of it, is known here");
    }

    /// <summary>An agent that ends tells what it knows: whoever waits on asks again.</summary>
    private async Task<GateAnswer?> WaitAsync(HttpContext context, string id, (Phase, int?) asked, TimeSpan wait)
    {
        var ends = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, ends);
        try
        {
            return await enquiries.VerdictAsync(id, asked, wait, either.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            return await enquiries.VerdictAsync(id, asked, TimeSpan.Zero, context.RequestAborted);
        }
    }

    private Task GateAsync(HttpContext context)
    {
        var route = context.Request.RouteValues;
        var (service, environment, version) =
            ((string)route["service"]!, (string)route["environment"]!, (string)route["version"]!);
        var deployment = context.Request.Query["deployment"].ToString();
        var answer = enquiries.Gate(service, environment, version, deployment.Length == 0 ? null : deployment);
        return AnswerAsync(context, answer, $"no deployment of {service} {version} in {environment} is known here");
    }

    private async Task PreflightAsync(HttpContext context)
    {
        var request = await Bodies.ReadAsync(context, MessageTypes.PreflightRequested, Forms.PreflightRequested);
        var assessed = enquiries.Preflight(request);
        await (assessed is null
            ? Answers.NotFoundAsync(context, enquiries.NotWatched(request.Service, request.Environment))
            : Answers.JsonAsync(context, assessed, Forms.PreflightAssessed));
    }

    private static Task AnswerAsync(HttpContext context, GateAnswer? answer, string unknown) => answer is null
        ? Answers.NotFoundAsync(context, unknown)
        : Answers.JsonAsync(context, answer, Forms.GateAnswer);

    private static bool TryPhase(string? text, out Phase phase)
    {
        phase = text switch { "bake" => Phase.Bake, "recovery" => Phase.Recovery, _ => Phase.Watch };
        return text is null or "" or "watch" or "bake" or "recovery";
    }

    private static bool TryStep(string? text, out int? step)
    {
        step = int.TryParse(text, out var number) ? number : null;
        return string.IsNullOrEmpty(text) || step >= 0;
    }
}
