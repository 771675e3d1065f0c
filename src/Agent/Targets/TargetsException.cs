namespace Bellwether.Agent.Targets;

/// <summary>A list of targets cannot be had: our trouble, not theirs.</summary>
internal sealed class TargetsException(string message, Exception? inner = null) : Exception(message, inner);
