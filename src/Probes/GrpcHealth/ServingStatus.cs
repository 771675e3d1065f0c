namespace Bellwether.Probes.GrpcHealth;

/// <summary>What a server says of a service. Source: grpc.health.v1, the numbers are those of the wire.</summary>
internal enum ServingStatus
{
    Unknown = 0,
    Serving = 1,
    NotServing = 2,
    ServiceUnknown = 3,
}
