using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bellwether.Agent.Api.Access;

/// <summary>The names in a certificate that a caller may be known by.</summary>
internal static class CertificateNames
{
    private const string CommonName = "2.5.4.3";
    private const string AlternativeNames = "2.5.29.17";

    // The choices of GeneralName in RFC 5280, section 4.2.1.6, that are text.
    private static readonly int[] TextChoices = [1, 2, 6];

    /// <summary>Common names of the subject, then its e-mail, DNS and URI names.</summary>
    public static IReadOnlyList<string> Of(X509Certificate2 certificate)
    {
        try
        {
            return [.. Subject(certificate), .. Alternative(certificate)];
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            // Its authority vouches for it, but it cannot be read: then it names nobody.
            return [];
        }
    }

    private static IEnumerable<string> Subject(X509Certificate2 certificate) =>
        from part in certificate.SubjectName.EnumerateRelativeDistinguishedNames()
        where !part.HasMultipleElements && part.GetSingleElementType().Value == CommonName
        select part.GetSingleElementValue() into name
        where name is not null
        select name;

    private static List<string> Alternative(X509Certificate2 certificate)
    {
        var names = new List<string>();
        foreach (var extension in certificate.Extensions.Where(e => e.Oid?.Value == AlternativeNames))
        {
            var reader = new AsnReader(extension.RawData, AsnEncodingRules.DER).ReadSequence();
            while (reader.HasData)
            {
                var tag = reader.PeekTag();
                if (tag.TagClass is TagClass.ContextSpecific && Array.IndexOf(TextChoices, tag.TagValue) >= 0)
                    names.Add(reader.ReadCharacterString(UniversalTagNumber.IA5String, tag));
                else
                    reader.ReadEncodedValue();
            }
        }

        return names;
    }
}
