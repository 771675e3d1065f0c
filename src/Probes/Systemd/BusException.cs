namespace Bellwether.Probes.Systemd;

/// <summary>The bus could not be asked, or its answer could not be read: that says nothing about the unit.</summary>
internal sealed class BusException(string message, Exception? inner = null) : Exception(message, inner);
