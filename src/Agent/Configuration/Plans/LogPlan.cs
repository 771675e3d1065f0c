namespace Bellwether.Agent.Configuration.Plans;

/// <summary>How the log is written.</summary>
/// <param name="Format">Its form.</param>
/// <param name="Level">What is less than this is left out.</param>
internal sealed record LogPlan(LogFormat Format, LogLevel Level);
