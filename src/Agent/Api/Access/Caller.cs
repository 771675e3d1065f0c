using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Api.Access;

/// <summary>Who calls, once that is shown.</summary>
/// <param name="Name">Name of the token's holder, or the name in the certificate.</param>
/// <param name="Roles">What the caller may do.</param>
internal sealed record Caller(string Name, IReadOnlyList<Role> Roles);
