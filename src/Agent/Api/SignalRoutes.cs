using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Api;

/// <summary>Signals, and the stretches of time that are no example of normal.</summary>
internal sealed class SignalRoutes(Enquiries enquiries, MaskDesk masks)
{
    private static readonly ContractsJson Forms = ContractsJson.Wire;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/signals", context => Answers.JsonAsync(
            context, enquiries.Signals(), Forms.IReadOnlyListSignalStatus)).Demand(Role.Read);
        routes.MapGet("/v1/masks", context => Answers.JsonAsync(
            context, enquiries.Masks(), Forms.IReadOnlyListSignalsMasked)).Demand(Role.Read);
        routes.MapPost("/v1/masks", MaskAsync).Demand(Role.Override);
    }

    private async Task MaskAsync(HttpContext context)
    {
        SignalsMasked mask = await Bodies.ReadAsync(context, MessageTypes.SignalsMasked, Forms.SignalsMasked);
        if (masks.Mask(mask) is { } problem) await Answers.InvalidAsync(context, problem);
        else await Answers.JsonAsync(context, mask, Forms.SignalsMasked, StatusCodes.Status201Created);
    }
}
