namespace Bellwether.Probes.Logs.Messages;

/// <summary>How messages are read.</summary>
/// <param name="IsJson">Whether each line is a JSON object.</param>
/// <param name="LevelField">Name of the level in JSON; null for the usual ones.</param>
/// <param name="MessageField">Name of the text in JSON; null for the usual ones.</param>
/// <param name="LineChars">Longest line, in characters.</param>
/// <param name="IsOld">Whether the instance has the old version: what it logs is not new.</param>
internal sealed record MessageOptions(
    bool IsJson, string? LevelField, string? MessageField, int LineChars, bool IsOld);
