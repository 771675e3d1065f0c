using MassTransit;

namespace Bellwether.Agent.Bus.Rabbit;

/// <summary>Decides what becomes of a message that was not taken: set aside with its reason, or, where only we could
/// not, given back to the broker.</summary>
internal sealed class SetAsideFilter : IFilter<ExceptionReceiveContext>
{
    public const string ReasonHeader = "bellwether-reason";

    private const string OurFault = "a fault of the agent's own; it is in the agent's log";

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        // The agent ends: nothing was said about the message. Thrown from here the broker gets it back.
        if (context.Exception.GetBaseException() is GivenBackException) throw context.Exception;
        var reason = context.Exception.GetBaseException() is RefusedEventException refused ? refused.Message : OurFault;
        context.ExceptionHeaders.Set(ReasonHeader, reason);
        await next.Send(context).ConfigureAwait(false);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("set-aside");
}
