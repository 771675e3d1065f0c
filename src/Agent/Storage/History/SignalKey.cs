using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Storage.History;

/// <summary>A signal that the history knows, on whichever instances.</summary>
internal sealed record SignalKey(string Service, string Environment, string Signal, SignalKind Kind, string Unit);
