namespace Bellwether.Agent.Importing;

/// <summary>Whose history it is.</summary>
/// <param name="Service">The service.</param>
/// <param name="Environment">Its environment.</param>
/// <param name="Instance">Instance that imported rows belong to; empty where they belong to none.</param>
internal sealed record HistoryPlace(string Service, string Environment, string Instance = "");
