namespace Bellwether.Probes.Frontend.Fetching;

/// <summary>An answer sends us to where nobody has pointed, or round in circles. The message says where.</summary>
internal sealed class RedirectRefusedException(string message) : IOException(message);
