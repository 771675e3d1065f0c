namespace Bellwether.Probes.Dns;

/// <summary>What came is no answer to what was asked.</summary>
internal sealed class DnsFormatException(string message) : IOException(message);
