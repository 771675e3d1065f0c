using Microsoft.AspNetCore.Http.Metadata;

namespace Bellwether.Agent.Api.Limits;

/// <summary>Most that the body of a request may have, for one route.</summary>
internal sealed record BodyLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
