using System.Net;

namespace Bellwether.Agent.Configuration;

/// <summary>Where the API may listen.</summary>
internal static class ListenAddress
{
    public const string DefaultText = "http://127.0.0.1:7070";

    public static Uri Default { get; } = new(DefaultText);

    /// <summary>What is wrong with an address; null for nothing.</summary>
    public static string? Fault(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttp)
            return "must begin with http://: certificates are not in this version yet";
        if (address.UserInfo.Length > 0 || address.PathAndQuery != "/" || address.Fragment.Length > 0)
            return $"must be a host and a port alone, such as {DefaultText}";
        return Loopback(address) is not null ? null
            : "must be on loopback (127.0.0.1, [::1] or localhost): until tokens exist an address beyond it is refused";
    }

    /// <summary>The number to listen on, for an address without a fault; <c>localhost</c> is 127.0.0.1.</summary>
    public static IPAddress NumberOf(Uri address) =>
        Loopback(address) ?? throw new ArgumentException($"{address} is not on loopback", nameof(address));

    private static IPAddress? Loopback(Uri address) =>
        address.IdnHost == "localhost" ? IPAddress.Loopback
        : IPAddress.TryParse(address.IdnHost, out var ip) && IPAddress.IsLoopback(ip) ? ip : null;
}
