namespace Bellwether.Probes.Dialing;

/// <summary>Our resolver gave no address. That says nothing about the target.</summary>
internal sealed class ResolverException(string message, Exception inner) : Exception(message, inner);
