namespace Bellwether.Agent.Configuration.Plans;

/// <summary>A client certificate that is known by a name in it.</summary>
/// <param name="Name">Common name of the subject, or a DNS, e-mail or URI name of the certificate.</param>
/// <param name="Roles">What its holder may do; at least one.</param>
internal sealed record CertificatePlan(string Name, IReadOnlyList<Role> Roles);
