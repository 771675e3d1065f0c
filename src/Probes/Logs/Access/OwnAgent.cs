namespace Bellwether.Probes.Logs.Access;

/// <summary>Requests that this agent, or another of its kind, made itself.</summary>
internal static class OwnAgent
{
    /// <summary>What the probes send as User-Agent: <c>bellwether</c>, or that and a version.</summary>
    public static bool Is(ReadOnlySpan<byte> agent) =>
        agent.StartsWith("bellwether"u8) && (agent.Length == 10 || agent[10] == '/');
}
