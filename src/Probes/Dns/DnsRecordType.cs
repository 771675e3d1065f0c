namespace Bellwether.Probes.Dns;

/// <summary>Types of records that can be asked for; the numbers are those of the wire.</summary>
public enum DnsRecordType
{
    /// <summary>IPv4 addresses.</summary>
    A = 1,

    /// <summary>Servers that are responsible.</summary>
    Ns = 2,

    /// <summary>Another name of the name.</summary>
    Cname = 5,

    /// <summary>Mail servers, as "10 mail.example".</summary>
    Mx = 15,

    Txt = 16,

    /// <summary>IPv6 addresses.</summary>
    Aaaa = 28,

    /// <summary>Services, as "0 5 443 host.example".</summary>
    Srv = 33,
}
