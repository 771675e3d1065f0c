namespace Bellwether.Agent.Commands.Cases;

/// <summary>A line that cannot be judged; its message says where and why.</summary>
internal sealed class RefusedLineException(string message) : Exception(message);
