using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Delivery;

namespace Bellwether.Agent.Configuration.Plans;

/// <summary>A way that verdicts go out, compiled. Its options may hold secrets.</summary>
/// <param name="Name">Unique name; part of the delivery record.</param>
/// <param name="Kind">Its line in the channel catalog.</param>
/// <param name="Options">The channel's bound and validated options.</param>
internal sealed record ChannelPlan(string Name, ChannelKind Kind, IValidatableObject Options)
{
    public override string ToString() => $"{Name} ({Kind.Name})";
}
