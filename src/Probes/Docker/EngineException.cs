namespace Bellwether.Probes.Docker;

/// <summary>The engine could not be asked: that says nothing about the container.</summary>
internal sealed class EngineException(string message, Exception? inner = null) : Exception(message, inner);
