namespace Bellwether.Probes.Redis;

/// <summary>What an error of Redis says: of the server, or of us.</summary>
internal static class RedisTrouble
{
    /// <remarks>Its own sentences may name users, so ours are used.</remarks>
    public static Look AsLook(RespReply error) => error.Code switch
    {
        "NOAUTH" => Look.Missing("credentials", "Redis wants a password, and this agent was given none (NOAUTH)"),
        "WRONGPASS" => Look.Missing("credentials", "Redis refuses the user or password of this agent (WRONGPASS)"),
        "NOPERM" => Look.Missing("credentials", "this agent's user may not run INFO (NOPERM)"),
        "DENIED" => Look.Missing(
            "credentials", "Redis is in protected mode, and speaks to its own host alone (DENIED)"),
        "ERR" when error.Text.Contains("max number of clients", StringComparison.OrdinalIgnoreCase) =>
            Look.Bad("too-many-connections", "Redis takes no more clients (maxclients)"),
        "ERR" when error.Text.Contains("AUTH", StringComparison.Ordinal) => Look.Missing(
            "credentials", "Redis has no password for the default user, and this agent was given one"),
        "LOADING" => Look.Bad("loading", "Redis loads its data and serves nobody yet"),
        var code => Look.Bad("error", $"Redis answered INFO with an error ({Word(code)})"),
    };

    private static string Word(string code) =>
        code.Length is > 0 and <= 32 && code.All(char.IsAsciiLetterUpper) ? code : "unknown";
}
