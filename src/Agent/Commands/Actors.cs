namespace Bellwether.Agent.Commands;

/// <summary>Who acts, as it is journaled.</summary>
internal static class Actors
{
    /// <summary>The name that was given, else the account and the machine.</summary>
    public static string Named(string? given) =>
        string.IsNullOrWhiteSpace(given) ? $"{Environment.UserName}@{Environment.MachineName}" : given.Trim();
}
