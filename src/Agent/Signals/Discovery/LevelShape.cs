namespace Bellwether.Agent.Signals.Discovery;

/// <summary>How a level is made of the samples of a page.</summary>
/// <param name="Form">What its metric tells.</param>
/// <param name="Limit">Name of the samples that it is a share of; null where it is none.</param>
/// <param name="Several">What several samples make together.</param>
internal sealed record LevelShape(LevelForm Form, string? Limit, Several Several);
