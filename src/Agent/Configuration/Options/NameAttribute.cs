using System.ComponentModel.DataAnnotations;
using Bellwether.Contracts;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>The text must be able to name a service, an environment, a probe, a signal, a rule or a channel.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class NameAttribute : ValidationAttribute
{
    public const string Pattern = "^[a-z0-9][a-z0-9-]{0,62}$";

    public override bool IsValid(object? value) => value is null or "" || Ids.IsName(value as string);

    public override string FormatErrorMessage(string name) =>
        $"must be 1 to {Ids.MaxLength} lower-case letters, digits and '-', and begin with a letter or digit";
}
