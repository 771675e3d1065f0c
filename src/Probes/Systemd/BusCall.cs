namespace Bellwether.Probes.Systemd;

/// <summary>A call to somebody on the bus.</summary>
/// <param name="Destination">Name of who is called.</param>
/// <param name="Path">The object.</param>
/// <param name="Interface">The interface that has the method.</param>
/// <param name="Member">The method.</param>
/// <param name="Argument">Its only argument, a text; null for none.</param>
internal sealed record BusCall(
    string Destination, string Path, string Interface, string Member, string? Argument = null);
