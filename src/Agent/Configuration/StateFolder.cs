namespace Bellwether.Agent.Configuration;

/// <summary>Where the journal and the history are kept when nobody says where.</summary>
internal static class StateFolder
{
    public const string OfTheMachine = "/var/lib/bellwether";

    /// <summary>The unit's folder under systemd, the machine's where it exists and can be written to, else the
    /// user's; null where there is none.</summary>
    public static string? Default(Surroundings surroundings)
    {
        // StateDirectory= may name several, with colons between; ours names one.
        if (surroundings.Variable("STATE_DIRECTORY") is { Length: > 0 } ofUnit)
            return ofUnit.Split(':')[0];
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
