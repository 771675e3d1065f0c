namespace Bellwether.Agent.Commands.Local;

/// <summary>What <c>discover</c> was asked for.</summary>
/// <param name="Page">The metrics page, http or https.</param>
/// <param name="AsJson">Whether what was found is printed as JSON.</param>
internal sealed record DiscoverRequest(Uri Page, bool AsJson);
