using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text;

namespace Bellwether.Probes.Dns;

/// <summary>Options of <c>dns</c>.</summary>
public sealed class DnsProbeOptions : IProbeOptions
{
    /// <summary>Most records that can be expected.</summary>
    public const int MostExpected = 32;

    /// <summary>Name asked for, whole, such as shop.example. Required; at most 253 characters.</summary>
    [Required, StringLength(253)] public string Name { get; init; } = "";

    /// <summary>Records asked for: a, ns, cname, mx, txt, aaaa or srv; default a.</summary>
    [EnumDataType(typeof(DnsRecordType))] public DnsRecordType Type { get; init; } = DnsRecordType.A;

    /// <summary>Records that must be there, as text, such as 192.0.2.7 or "10 mail.example". At most 32; default any at
    /// least.</summary>
    public IReadOnlyList<string> Expect { get; init; } = [];

    /// <summary>Whether no other record may be there. Default false.</summary>
    public bool Exact { get; init; }

    /// <summary>Address of the server that is asked, with or without a port. Default the first one of
    /// /etc/resolv.conf.</summary>
    [DefaultValue("the system's")] public string? Server { get; init; }

    /// <summary><c>udp</c> or <c>tcp</c>; default <c>udp</c>.</summary>
    [EnumDataType(typeof(DnsTransport))] public DnsTransport Transport { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the answer. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s, or four
    /// fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the name asked for.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault), DefaultValue("the name asked for")]
    public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    /// <summary>The named server; null where it is the system's.</summary>
    internal IPEndPoint? Named => Server is null ? null : IPEndPoint.Parse(Server) is { Port: 0 } bare
        ? new IPEndPoint(bare.Address, DnsServer.Port) : IPEndPoint.Parse(Server);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in Probes.Patience.Check(Timeout, Every)) yield return fault;
        if (Name.Length > 0 && !IsName(Name))
            yield return new("name must be labels of 1 to 63 ASCII characters with '.' between them.", [nameof(Name)]);
        if (Server is not null && !IPEndPoint.TryParse(Server, out _))
            yield return new("server must be an address such as 192.0.2.53 or [::1]:5353.", [nameof(Server)]);
        if (Expect.Count > MostExpected)
            yield return new($"expect may hold {MostExpected} entries at most.", [nameof(Expect)]);
        if (Exact && Expect.Count == 0) yield return new("exact needs expect.", [nameof(Exact)]);
        if (Type is DnsRecordType.A or DnsRecordType.Aaaa && Expect.Any(text => !IPAddress.TryParse(text, out _)))
            yield return new("expect must hold addresses.", [nameof(Expect)]);
    }

    private static bool IsName(string name) => Ascii.IsValid(name) && name.TrimEnd('.').Split('.')
        .All(label => label.Length is > 0 and <= 63 && !label.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)));
}
