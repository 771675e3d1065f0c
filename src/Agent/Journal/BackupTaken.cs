namespace Bellwether.Agent.Journal;

/// <summary>What a backup holds; it lies beside the files as <c>backup.json</c>.</summary>
/// <param name="Folder">Where it is, on the agent's host.</param>
/// <param name="Agent">Whose state it is.</param>
/// <param name="Epoch">How often that journal was opened, that time included.</param>
/// <param name="Version">The program that made it.</param>
/// <param name="TakenAt">When it was begun.</param>
/// <param name="Records">Records of the journal in it.</param>
/// <param name="JournalHead">Hash of the last one.</param>
/// <param name="Bytes">Room that its files take.</param>
internal sealed record BackupTaken(
    string Folder, string Agent, long Epoch, string Version, DateTimeOffset TakenAt, long Records, string JournalHead,
    long Bytes)
{
    public const string FileName = "backup.json";
}
