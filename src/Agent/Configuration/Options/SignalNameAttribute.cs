using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Bellwether.Contracts;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>The text must be able to name a signal: names as of a probe, joined by dots.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed partial class SignalNameAttribute : ValidationAttribute
{
    public const string Pattern = @"^(?=.{1,63}$)[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*$";

    public override bool IsValid(object? value) => value is not string text || Form().IsMatch(text);

    public override string FormatErrorMessage(string name) =>
        $"must be 1 to {Ids.MaxLength} lower-case letters, digits, '-' and single '.' between them, "
        + "and begin with a letter or digit";

    [GeneratedRegex(@"\A(?=.{1,63}\z)[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
