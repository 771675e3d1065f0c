using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>How the log is written, to standard error.</summary>
internal sealed class LogOptions
{
    /// <summary><c>text</c> for people, <c>json</c> for collectors, <c>journald</c> with priorities; default
    /// <c>auto</c>: journald under systemd, else text.</summary>
    public LogFormat Format { get; init; } = LogFormat.Auto;

    /// <summary>What is less than this is left out; default <c>information</c>.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;
}
