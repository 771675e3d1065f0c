namespace Bellwether.Probes.Http;

/// <summary>Methods that change nothing at the target.</summary>
public enum ProbeMethod
{
    Get,

    /// <summary>Asks for the head alone: there is no body to search.</summary>
    Head,
}
