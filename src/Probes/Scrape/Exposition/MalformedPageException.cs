namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>Ends the reading of a page from any depth; never leaves <see cref="ExpositionParser"/>.</summary>
internal sealed class MalformedPageException(ExpositionFault fault) : Exception(fault.ToString())
{
    public ExpositionFault Fault { get; } = fault;
}
