using System.Security.Cryptography;
using System.Text;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>Makes the plan of who may come in, and refuses what would leave the door open or shut for good.</summary>
internal sealed class AccessCompiler(OptionsBinder binder, Surroundings surroundings, string folder)
{
    /// <summary>Largest PEM file, in bytes.</summary>
    public const int LargestPem = 1024 * 1024;

    public TlsPlan? Tls(ConfigurationOptions options)
    {
        if (options.Tls is not { } tls || !binder.IsSound(tls)) return null;
        var plan = new TlsPlan(
            Full(tls.Certificate!), Full(tls.Key!), tls.ClientAuthority is { } authority ? Full(authority) : null);
        var certificate = Text(tls, nameof(tls.Certificate), tls.Certificate!);
        var key = Text(tls, nameof(tls.Key), tls.Key!);
        if (certificate is not null && key is not null && PemFiles.PairFault(certificate, key) is { } fault)
            binder.Fault(tls, fault.IsOfKey ? nameof(tls.Key) : nameof(tls.Certificate), fault.Message);
        if (tls.ClientAuthority is { } file && Text(tls, nameof(tls.ClientAuthority), file) is { } authorities
            && PemFiles.AuthorityFault(authorities) is { } unusable)
            binder.Fault(tls, nameof(tls.ClientAuthority), unusable);
        if (tls.ClientAuthority is not null && options.Access is not { Certificates.Count: > 0 })
            binder.Fault(tls, nameof(tls.ClientAuthority),
                "asks for certificates, and nothing says what their holders may do: give access.certificates");
        return plan;
    }

    public AccessPlan Access(ConfigurationOptions options)
    {
        if (options.Access is not { } access || !binder.IsSound(access)) return AccessPlan.Nobody;
        var plan = new AccessPlan
        {
            Tokens =
            [
                .. access.Tokens.Select(item => new TokenPlan(
                    item.Name!, SHA256.HashData(Encoding.UTF8.GetBytes(item.Token!)), [.. item.Roles!.Distinct()])),
            ],
            Certificates =
            [
                .. access.Certificates.Select(item => new CertificatePlan(item.Name!, [.. item.Roles!.Distinct()])),
            ],
            Open = access.Open,
        };
        CheckTwice(access.Tokens, item => item.Name!, "tokens");
        CheckTwice(access.Certificates, item => item.Name!, "certificates");
        var known = new HashSet<string>();
        foreach (var item in access.Tokens.Where(item => !known.Add(item.Token!)))
            binder.Fault(item, nameof(item.Token), "is the same token as one above: who shows it would be two callers");
        if (access.Certificates.Count > 0 && !binder.IsGiven(options, nameof(options.Tls)))
            binder.Fault(access, nameof(access.Certificates), "needs tls with client-authority: who has made them");
        else if (access.Certificates.Count > 0 && options.Tls is { ClientAuthority: null } tls && binder.IsSound(tls))
            binder.Fault(tls, "",
                "'client-authority' is missing: who has made the certificates of access.certificates");
        return plan;
    }

    public void CheckListen(ConfigurationOptions options, TlsPlan? tls, AccessPlan access)
    {
        // What is wrong with the one is not held against the other.
        var known = Sound(options.Tls) && Sound(options.Access) && binder.IsGiven(options, nameof(options.Tls))
            == options.Tls is not null && binder.IsGiven(options, nameof(options.Access)) == options.Access is not null;
        if (!known) return;
        var isGiven = binder.IsGiven(options, nameof(options.Listen));
        if (isGiven && options.Listen is null) return;
        if (ListenAddress.Fault(options.Listen ?? ListenAddress.Default, tls, access) is not { } fault) return;
        if (isGiven) binder.Fault(options, nameof(options.Listen), fault);
        else binder.Fault(options, nameof(options.Tls), $"'listen' {fault}");
    }

    private bool Sound(object? options) => options is null || binder.IsSound(options);

    private string Full(string file) => Path.GetFullPath(Path.Combine(folder, file));

    private string? Text(TlsOptions tls, string member, string file)
    {
        var (text, fault) = surroundings.ReadText(Full(file), LargestPem);
        if (fault is not null) binder.Fault(tls, member, $"the file '{file}' cannot be used: {fault}");
        return text;
    }

    private void CheckTwice<T>(IReadOnlyList<T> items, Func<T, string> name, string what) where T : class
    {
        var seen = new HashSet<string>();
        foreach (var item in items.Where(item => !seen.Add(name(item))))
            binder.Fault(item, "Name", $"there are two {what} '{name(item)}'");
    }
}
