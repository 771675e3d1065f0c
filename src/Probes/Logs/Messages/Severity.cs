namespace Bellwether.Probes.Logs.Messages;

/// <summary>How bad a message says that it is.</summary>
internal enum Severity
{
    /// <summary>It does not say.</summary>
    Unknown,
    Debug,
    Info,
    Warning,
    Error,

    /// <summary>The program, or a part of it, cannot go on.</summary>
    Fatal,
}
