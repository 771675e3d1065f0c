using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Bellwether.Probes.Oidc;

/// <summary>The keys that a provider signs tokens with. Source: RFC 7517 and 7518.</summary>
internal static class KeySet
{
    /// <summary>Most keys read of one set.</summary>
    public const int Most = 128;

    private static readonly string[] Material = ["kty", "crv", "n", "e", "x", "y"];

    /// <summary>A shorter RSA key is broken, and libraries refuse it.</summary>
    private const int ShortestRsaBits = 2048;

    /// <summary>The keys that can verify a signature, each by its id and what it is made of: the same id with another
    /// key is another key.</summary>
    /// <returns>Null where the text is no set of keys, or holds what is no text, as half a character.</returns>
    public static IReadOnlySet<string>? Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind is not JsonValueKind.Object
                || !document.RootElement.TryGetProperty("keys", out var keys)
                || keys.ValueKind is not JsonValueKind.Array)
                return null;
            return keys.EnumerateArray().Take(Most).Where(IsUsable).Select(Identity).ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static bool IsUsable(JsonElement key)
    {
        if (key.ValueKind is not JsonValueKind.Object || Text(key, "use") is not (null or "sig")) return false;
        return Text(key, "kty") switch
        {
            "RSA" => Bytes(key, "n") is { } modulus && Bytes(key, "e") is { Length: > 0 }
                && Bits(modulus) >= ShortestRsaBits,
            "EC" => Text(key, "crv") is "P-256" or "P-384" or "P-521" && IsPoint(key),
            "OKP" => Text(key, "crv") is "Ed25519" or "Ed448" && Bytes(key, "x") is { Length: > 0 },
            _ => false,
        };
    }

    private static bool IsPoint(JsonElement key)
    {
        if (Bytes(key, "x") is not { Length: > 0 } x || Bytes(key, "y") is not { Length: > 0 } y) return false;
        var curve = Text(key, "crv") switch
        {
            "P-256" => ECCurve.NamedCurves.nistP256,
            "P-384" => ECCurve.NamedCurves.nistP384,
            _ => ECCurve.NamedCurves.nistP521,
        };
        try
        {
            // It takes no point that is not on its curve.
            using var made = ECDsa.Create(new ECParameters { Curve = curve, Q = new() { X = x, Y = y } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string Identity(JsonElement key)
    {
        var material = string.Join('.', Material.Select(name => Text(key, name)));
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(material)))[..16];
        return $"{Text(key, "kid")}:{hash}";
    }

    private static int Bits(byte[] number)
    {
        var first = Array.FindIndex(number, part => part != 0);
        return first < 0 ? 0 : ((number.Length - first - 1) * 8) + (32 - int.LeadingZeroCount(number[first]));
    }

    private static byte[]? Bytes(JsonElement key, string name)
    {
        if (Text(key, name) is not { Length: <= 8192 } text || !Base64Url.IsValid(text)) return null;
        return Base64Url.DecodeFromChars(text);
    }

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
