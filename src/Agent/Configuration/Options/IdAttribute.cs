using System.ComponentModel.DataAnnotations;
using Bellwether.Contracts;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>The text must be able to be an agent's id.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class IdAttribute : ValidationAttribute
{
    public const string Pattern = "^[a-z0-9][a-z0-9._-]{0,62}$";

    public override bool IsValid(object? value) => value is null or "" || Ids.IsId(value as string);

    public override string FormatErrorMessage(string name) =>
        $"must be 1 to {Ids.MaxLength} lower-case letters, digits, '-', '_' and '.', and begin with a letter or digit";
}
