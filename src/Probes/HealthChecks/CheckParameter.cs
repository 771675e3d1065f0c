namespace Bellwether.Probes.HealthChecks;

/// <summary>One argument that a health check is made with.</summary>
/// <param name="Name">Its name in the constructor (<c>connectionString</c>).</param>
/// <param name="Type">Its type, without the question mark.</param>
/// <param name="IsRequired">Whether it has no default.</param>
/// <param name="Default">What it is where it is not given; null where it is required.</param>
public sealed record CheckParameter(string Name, Type Type, bool IsRequired, object? Default)
{
    /// <summary>Stands for what is not given where only the check itself knows the default.</summary>
    public static object LeftOut { get; } = new();
}
