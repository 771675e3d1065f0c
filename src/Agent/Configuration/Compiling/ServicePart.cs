using Bellwether.Agent.Configuration.Options;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>One service as it was bound, from the list or from the top of the file.</summary>
/// <remarks>Faults are placed by <c>Options</c>, the object that holds it; whatever could not be read is
/// null.</remarks>
internal sealed record ServicePart(
    object Options, string? Name, IReadOnlyList<ProbeItem>? Probes, IReadOnlyList<SignalItem>? Signals,
    IReadOnlyList<RuleItem>? Rules, string? SignalTable)
{
    /// <summary>The member that holds the name.</summary>
    public string NameMember => Options is ConfigurationOptions ? "Service" : "Name";

    public static ServicePart Of(ServiceOptions options) => new(
        options, options.Name, options.Probes, options.Signals, options.Rules, options.SignalTable);

    public static ServicePart Of(ConfigurationOptions options) => new(
        options, options.Service, options.Probes, options.Signals, options.Rules, options.SignalTable);
}
