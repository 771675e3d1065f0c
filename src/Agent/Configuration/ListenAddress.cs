using System.Net;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Configuration;

/// <summary>Where the API may listen.</summary>
internal static class ListenAddress
{
    public const string DefaultText = "http://127.0.0.1:7070";

    public static Uri Default { get; } = new(DefaultText);

    /// <summary>What is wrong with an address for this TLS and these callers; null for nothing.</summary>
    public static string? Fault(Uri address, TlsPlan? tls, AccessPlan access)
    {
        if (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            return "must begin with http:// or https://";
        if (address.UserInfo.Length > 0 || address.PathAndQuery != "/" || address.Fragment.Length > 0)
            return $"must be a host and a port alone, such as {DefaultText}";
        if (Number(address) is null)
            return "must be an address of this host in numbers, such as 0.0.0.0, or localhost: a name may change";
        if (address.Scheme == Uri.UriSchemeHttps && tls is null)
            return "needs a certificate: give tls: { certificate: FILE, key: FILE }, or begin with http://";
        if (address.Scheme == Uri.UriSchemeHttp && tls is not null)
            return "must begin with https://, for there is tls: a certificate is given and would not be used";
        return IsLoopback(address) || access.IsDemanded ? null
            : "is beyond loopback, where anybody could call: give access with at least one token or client certificate";
    }

    /// <summary>Whether only programs of this host reach it.</summary>
    public static bool IsLoopback(Uri address) => Number(address) is { } number && IPAddress.IsLoopback(number);

    /// <summary>The number to listen on, for an address without a fault; <c>localhost</c> is 127.0.0.1.</summary>
    public static IPAddress NumberOf(Uri address) =>
        Number(address) ?? throw new ArgumentException($"{address} is no address in numbers", nameof(address));

    private static IPAddress? Number(Uri address) =>
        address.IdnHost == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(address.IdnHost, out var number) ? number : null;
}
