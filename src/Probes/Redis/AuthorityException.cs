namespace Bellwether.Probes.Redis;

/// <summary>The file of authorities cannot be used. The message says why.</summary>
internal sealed class AuthorityException(string message, Exception inner) : IOException(message, inner);
