namespace Bellwether.Probes.Frontend;

/// <summary>Where a page or an asset comes from: scheme, host and port.</summary>
internal static class SiteOrigin
{
    /// <summary><c>https://shop.example:443</c>: lower case, port always written.</summary>
    public static string Of(Uri url) =>
        url.GetComponents(UriComponents.Scheme | UriComponents.HostAndPort, UriFormat.UriEscaped);

    /// <summary>As a browser writes it in the header Origin: a usual port is left out.</summary>
    public static string Written(Uri url) =>
        url.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
