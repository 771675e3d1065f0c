namespace Bellwether.Agent.Signals.Discovery;

/// <summary>A discovery table that cannot be read, and where.</summary>
internal sealed class SignalTableException(int line, int column, string fault)
    : Exception($"signal table, line {line}, column {column}: {fault}")
{
    /// <summary>From 1.</summary>
    public int Line { get; } = line;

    /// <summary>From 1.</summary>
    public int Column { get; } = column;

    /// <summary>What is wrong, without the place.</summary>
    public string Fault { get; } = fault;
}
