using System.Net;

namespace Bellwether.Agent.Commands.Client;

/// <summary>How one try went: an answer, or the trouble in words.</summary>
internal sealed record Attempt
{
    public HttpStatusCode Status { get; init; }

    public string MediaType { get; init; } = "";

    public byte[] Body { get; init; } = [];

    /// <summary>Why there is no answer to go on with; null where there is one.</summary>
    public string? Trouble { get; init; }

    /// <summary>Whether the agent may have acted on the request although no answer came.</summary>
    public bool MayHaveArrived { get; init; }

    public bool IsJson =>
        MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        || MediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
}
