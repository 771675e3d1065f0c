namespace Bellwether.Agent.Signals.Discovery;

/// <summary>A counter of the service's own on a page, as an operator may take it for a signal.</summary>
/// <param name="Metric">Its name on the page.</param>
/// <param name="Line">The line of the configuration's <c>signals:</c> that takes it.</param>
internal sealed record OwnCounter(string Metric, string Line);
