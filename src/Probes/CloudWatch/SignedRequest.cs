namespace Bellwether.Probes.CloudWatch;

/// <summary>A POST that is to be signed.</summary>
/// <param name="Region">Region of the service.</param>
/// <param name="Service">The service's name in signatures (<c>monitoring</c>).</param>
/// <param name="At">Moment of signing.</param>
/// <param name="Path">Path as it is sent; begins with a slash.</param>
/// <param name="Headers">Headers that are signed, names in lower case, host and x-amz-date among them.</param>
/// <param name="Body">What is sent.</param>
internal sealed record SignedRequest(
    string Region, string Service, DateTimeOffset At, string Path,
    IReadOnlyList<(string Name, string Value)> Headers, byte[] Body);
