namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Who may ask the API for what.</summary>
internal sealed record AccessPlan
{
    /// <summary>Nobody is asked who they are: on loopback alone.</summary>
    public static AccessPlan Nobody { get; } = new();

    /// <summary>In the order of the file; names and tokens are unique. At most 64.</summary>
    public IReadOnlyList<TokenPlan> Tokens { get; init; } = [];

    /// <summary>In the order of the file; names are unique. At most 64.</summary>
    public IReadOnlyList<CertificatePlan> Certificates { get; init; } = [];

    /// <summary>Pages that need no role; empty for none.</summary>
    public IReadOnlyList<OpenPage> Open { get; init; } = [];

    /// <summary>Whether callers must show who they are.</summary>
    public bool IsDemanded => Tokens.Count + Certificates.Count > 0;
}
