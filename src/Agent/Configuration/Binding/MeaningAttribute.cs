using System.ComponentModel.DataAnnotations;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>What to say where a required key is missing, so that nobody needs the manual to go on. Checks
/// nothing.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class MeaningAttribute(string words) : ValidationAttribute
{
    public string Words { get; } = words;

    public override bool IsValid(object? value) => true;
}
