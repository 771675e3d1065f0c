using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Tests;

/// <summary>All faults of some options, attributes and cross-field rules together.</summary>
internal static class OptionFaults
{
    public static IReadOnlyList<string> Of(IProbeOptions options)
    {
        var faults = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return [.. faults.Select(f => f.ErrorMessage ?? "")];
    }
}
