using Bellwether.Agent.Signals.Discovery;

namespace Bellwether.Agent.Signals.Live;

/// <summary>What one page has for one signal.</summary>
/// <param name="Binding">The signal, and what it is made from.</param>
/// <param name="Delta">What is added; null where the page adds nothing that can be told: the signal is missing
/// there.</param>
/// <param name="Problem">Why it cannot be told for sure; null where it can.</param>
internal readonly record struct Contribution(Binding Binding, Delta? Delta, DiscoveryProblem? Problem = null);
