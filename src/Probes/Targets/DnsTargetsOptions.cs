using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Targets;

/// <summary>A name that has an address for each instance, such as that of a headless service.</summary>
public sealed class DnsTargetsOptions
{
    /// <summary>The name, such as checkout-headless.shop.svc. Required; at most 253 characters.</summary>
    [Required, StringLength(253)] public string Name { get; init; } = "";

    /// <summary>Port of all of them. Required; 1 to 65 535.</summary>
    [Range(1, 65535)] public int Port { get; init; }
}
