namespace Bellwether.Agent.Configuration.Plans;

/// <summary>A token that callers show. The token itself is not kept: only its hash.</summary>
/// <param name="Name">Unique name of its holder; what logs and problems call it.</param>
/// <param name="Hash">SHA-256 of the token's UTF-8 bytes; 32 bytes.</param>
/// <param name="Roles">What its holder may do; at least one.</param>
internal sealed record TokenPlan(string Name, ReadOnlyMemory<byte> Hash, IReadOnlyList<Role> Roles)
{
    public override string ToString() => $"{Name} ({string.Join(", ", Roles)})";
}
