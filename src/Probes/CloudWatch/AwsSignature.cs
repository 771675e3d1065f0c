using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bellwether.Probes.CloudWatch;

/// <summary>Signs a request as the cloud asks for: Signature Version 4.</summary>
/// <remarks>Source: AWS, "Create a signed AWS API request". Of it as much as a POST without a query needs.</remarks>
internal static class AwsSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>The value of the header Authorization.</summary>
    /// <param name="request">What is sent.</param>
    /// <param name="accessKey">Id of the key.</param>
    /// <param name="secretKey">The key.</param>
    public static string Of(SignedRequest request, string accessKey, string secretKey)
    {
        var headers = request.Headers.OrderBy(header => header.Name, StringComparer.Ordinal).ToList();
        var names = string.Join(';', headers.Select(header => header.Name));
        var canonical = string.Join('\n',
        [
            "POST", request.Path, "",
            .. headers.Select(header => $"{header.Name}:{header.Value.Trim()}"), "",
            names, Hex(SHA256.HashData(request.Body)),
        ]);
        var day = request.At.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var scope = $"{day}/{request.Region}/{request.Service}/aws4_request";
        var text = string.Join('\n', Algorithm, Moment(request.At), scope, Hex(SHA256.HashData(Utf8(canonical))));
        var key = Hmac(Hmac(Hmac(Hmac(Utf8("AWS4" + secretKey), day), request.Region), request.Service),
            "aws4_request");
        return $"{Algorithm} Credential={accessKey}/{scope}, SignedHeaders={names}, Signature={Hex(Hmac(key, text))}";
    }

    /// <summary>The value of the header X-Amz-Date.</summary>
    public static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Utf8(text));

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
