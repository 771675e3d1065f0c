namespace Bellwether.Agent.Configuration;

/// <summary>Where the journal and the history are kept when nobody says where.</summary>
internal static class StateFolder
{
    public const string OfTheMachine = "/var/lib/bellwether";

    /// <summary>The machine's folder where it exists and can be written to, else the user's; null where there is
    /// neither.</summary>
    public static string? Default(Surroundings surroundings)
    {
        if (surroundings.IsWritableFolder(OfTheMachine))
            return OfTheMachine;
        // A relative XDG path is to be ignored, says the XDG base directory specification.
        if (surroundings.Variable("XDG_STATE_HOME") is { Length: > 0 } state && Path.IsPathRooted(state))
            return Path.Combine(state, "bellwether");
        return surroundings.Variable("HOME") is { Length: > 0 } home
            ? Path.Combine(home, ".local", "state", "bellwether")
            : null;
    }
}
