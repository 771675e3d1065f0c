namespace Bellwether.Agent;

internal static partial class StartLog
{
    [LoggerMessage(1101, LogLevel.Information, "{Sentence}")]
    public static partial void Told(ILogger log, string sentence);
}
