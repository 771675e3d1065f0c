namespace Shop.CommandLine;

/// <summary>The command line cannot be followed; the message says which word and why.</summary>
internal sealed class UsageException(string message) : Exception(message);
