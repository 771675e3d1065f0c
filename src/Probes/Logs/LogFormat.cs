namespace Bellwether.Probes.Logs;

/// <summary>What the lines of a log are.</summary>
public enum LogFormat
{
    /// <summary>Messages for people: plain, with a stack trace below, logfmt, or JSON in between.</summary>
    Text,

    /// <summary>A JSON object a line.</summary>
    Json,

    /// <summary>A request a line: the access log of a web server, common, combined or JSON.</summary>
    Access,
}
