namespace Bellwether.Agent.Storage.Ledger;

/// <summary>How much room a record's body takes, told without reading it.</summary>
internal readonly record struct BodySize(long Sequence, long AtTicks, string? Deployment, long Bytes);
