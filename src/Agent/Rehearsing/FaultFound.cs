namespace Bellwether.Agent.Rehearsing;

/// <summary>How often a fault of one size was found.</summary>
/// <param name="Size">As <see cref="FaultSizes"/> counts it.</param>
/// <param name="Found">Share of the pretend deployments in which it was found.</param>
/// <param name="MedianPoint">Points after t0 at which half of those found were found; null for none.</param>
internal sealed record FaultFound(double Size, Share Found, int? MedianPoint);
