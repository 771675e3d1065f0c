namespace Bellwether.Probes.HealthChecks.PlugIns;

/// <summary>A plug-in folder, or something in it, cannot be used; the message says why in one sentence.</summary>
public sealed class PlugInException : Exception
{
    public PlugInException(string message)
        : base(message)
    {
    }

    public PlugInException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
