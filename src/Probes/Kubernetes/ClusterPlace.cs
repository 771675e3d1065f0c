namespace Bellwether.Probes.Kubernetes;

/// <summary>Which cluster, and as whom.</summary>
/// <param name="Namespace">Namespace asked about; null for that of the account.</param>
/// <param name="Api">Address of the API; null for that of the cluster the agent runs in.</param>
/// <param name="Account">Folder with token, ca.crt and namespace of a service account.</param>
public sealed record ClusterPlace(string? Namespace, Uri? Api, string Account);
