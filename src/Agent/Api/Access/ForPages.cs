namespace Bellwether.Agent.Api.Access;

/// <summary>A route that pages of other origins, and under other names of this host, may call: it checks by itself
/// which. It has a measure of its own, so that a flood there keeps nobody else out.</summary>
internal sealed record ForPages;
