using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>One service.</summary>
internal sealed class ServiceOptions
{
    /// <summary>Its name. Lower-case letters, digits and '-', at most 63; required.</summary>
    [Required, Name] public string? Name { get; init; }

    /// <summary>What is looked at, at least one; required.</summary>
    [Required, Meaning("without a look there is nothing to judge")]
    public IReadOnlyList<ProbeItem>? Probes { get; init; }

    /// <summary>Signals of the operator's own; default none.</summary>
    public IReadOnlyList<SignalItem>? Signals { get; init; }

    /// <summary>Rules that judge it. Default errors, slow requests, reachability and restarts.</summary>
    [DefaultValue("errors, slow requests, reachability, restarts")] public IReadOnlyList<RuleItem>? Rules { get; init; }

    /// <summary>File with further lines for the discovery of signals; at most 1 MiB. Default none.</summary>
    public string? SignalTable { get; init; }
}
