namespace Bellwether.Probes.Backup;

/// <summary>One backup, as the file system has it.</summary>
/// <param name="WrittenAt">When it was written last, UTC.</param>
/// <param name="Bytes">Its size; of a folder that of all files below it; null where those are too many.</param>
internal sealed record BackupCopy(DateTimeOffset WrittenAt, long? Bytes);
