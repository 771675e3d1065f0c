namespace Bellwether.Agent.Configuration.Plans;

/// <summary>The form of a line of the log.</summary>
internal enum LogFormat
{
    /// <summary>Journald where the journal reads along (systemd says so in JOURNAL_STREAM), else text.</summary>
    Auto,

    /// <summary>For people: time, level, event, sentence.</summary>
    Text,

    /// <summary>One object a line, with every field.</summary>
    Json,

    /// <summary>For journald: the priority in front as <c>&lt;4&gt;</c>, no time.</summary>
    Journald,
}
