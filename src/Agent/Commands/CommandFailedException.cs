namespace Bellwether.Agent.Commands;

/// <summary>A command ends early for a reason that its user can read and act on; no trace is shown.</summary>
internal sealed class CommandFailedException : Exception
{
    public CommandFailedException()
    {
    }

    public CommandFailedException(string message) : base(message)
    {
    }

    public CommandFailedException(string message, Exception inner) : base(message, inner)
    {
    }

    /// <summary>A file that was named is not there.</summary>
    public static CommandFailedException NoFile(string file) => new($"there is no file {Path.GetFullPath(file)}");

    /// <summary>How the program ends; default <see cref="ExitCodes.Usage"/>.</summary>
    public int ExitCode { get; init; } = ExitCodes.Usage;
}
