namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Pages that may be read without a role although the API demands one.</summary>
internal enum OpenPage
{
    /// <summary><c>/metrics</c>.</summary>
    Metrics,

    /// <summary><c>/health/ready</c>.</summary>
    Ready,
}
