namespace Bellwether.Probes;

/// <summary>One HTTP request that we made ourselves, so that it does not count as traffic.</summary>
/// <param name="Origin">Scheme, host and port: <c>http://127.0.0.1:8080</c>, lower case, port always written.</param>
/// <param name="Path">Path without the query; starts with a slash.</param>
/// <param name="Status">Status code answered; null where there was no answer.</param>
/// <param name="Duration">From sending to the last byte read.</param>
public sealed record SentRequest(string Origin, string Path, int? Status, TimeSpan Duration);
