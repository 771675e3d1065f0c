namespace Bellwether.Probes.Dns;

/// <summary>What a server answered.</summary>
/// <param name="Code">Response code: 0 no error, 2 failure of the server, 3 no such name, 5 refused.</param>
/// <param name="IsCut">It did not fit into a datagram.</param>
/// <param name="Records">Of the type asked for, as text, in the order of the answer; at most
/// <see cref="MostRecords"/>.</param>
/// <param name="Ttl">Shortest of their times to live; null where there are none.</param>
internal sealed record DnsAnswer(int Code, bool IsCut, IReadOnlyList<string> Records, TimeSpan? Ttl)
{
    public const int MostRecords = 256;
}
