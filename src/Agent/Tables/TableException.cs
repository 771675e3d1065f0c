namespace Bellwether.Agent.Tables;

/// <summary>What was given is no table of signals. The message says where and what to do; for people.</summary>
internal sealed class TableException : Exception
{
    public TableException()
    {
    }

    public TableException(string message) : base(message)
    {
    }

    public TableException(string message, Exception inner) : base(message, inner)
    {
    }
}
