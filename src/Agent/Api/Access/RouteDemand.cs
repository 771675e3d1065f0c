using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Api.Access;

/// <summary>What a route asks of its callers.</summary>
/// <param name="Role">Role that a caller must have; null where everybody may come.</param>
/// <param name="Unless">Page that the operator may open to all; null where the role always holds.</param>
internal sealed record RouteDemand(Role? Role, OpenPage? Unless = null);
