using System.Buffers;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>The text must be a token that cannot be guessed and that a header can carry.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class TokenTextAttribute : ValidationAttribute
{
    public const int Shortest = 16;

    public const int Longest = 512;

    /// <summary>A made token of 16 characters has more than this; "changemechangeme" and "0000000000000000" have
    /// not.</summary>
    public const int FewestDifferent = 8;

    // The b64token of RFC 6750.
    private static readonly SearchValues<char> Letters = SearchValues.Create(
        "-._~+/=0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public override bool IsValid(object? value) => value is not string text || text.Length == 0
        || (text.Length is >= Shortest and <= Longest && !text.AsSpan().ContainsAnyExcept(Letters)
            && text.Distinct().Count() >= FewestDifferent);

    public override string FormatErrorMessage(string name) =>
        $"must be {Shortest} to {Longest} letters, digits and -._~+/=, at least {FewestDifferent} of them different: "
        + "'openssl rand -base64 32' makes one";
}
