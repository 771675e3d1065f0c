namespace Bellwether.Agent.Configuration;

/// <summary>What was asked for on the command line cannot be made into a plan.</summary>
internal sealed class ConfigurationException : Exception
{
    public ConfigurationException()
    {
    }

    public ConfigurationException(string message) : base(message)
    {
    }

    public ConfigurationException(string message, Exception inner) : base(message, inner)
    {
    }

    public ConfigurationException(IReadOnlyList<ConfigurationFault> faults) : base(string.Join('\n', faults)) =>
        Faults = faults;

    /// <summary>Every fault, one a line of the message; never empty where a plan was refused.</summary>
    public IReadOnlyList<ConfigurationFault> Faults { get; } = [];
}
