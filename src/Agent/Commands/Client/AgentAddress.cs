namespace Bellwether.Agent.Commands.Client;

/// <summary>Where the agent is that a command asks.</summary>
internal static class AgentAddress
{
    public const string Variable = "BELLWETHER_AGENT";

    public static Uri Standard { get; } = new("http://127.0.0.1:7070");

    /// <summary>The option, else the variable, else the standard address.</summary>
    /// <exception cref="CommandFailedException">What was given is no address of an agent.</exception>
    public static Uri Find(string? option, string? variable)
    {
        if (option is not null) return Parse(option, "--agent");
        return string.IsNullOrWhiteSpace(variable) ? Standard : Parse(variable, Variable);
    }

    private static Uri Parse(string text, string from)
    {
        var good = Uri.TryCreate(text, UriKind.Absolute, out var address)
            && address.Scheme is "http" or "https"
            && address is { AbsolutePath: "/", Query: "", Fragment: "", UserInfo: "" };
        return good && address is not null
            ? address
            : throw new CommandFailedException(
                $"{from}: '{text}' is no address of an agent; write it as {Standard.OriginalString}");
    }
}
