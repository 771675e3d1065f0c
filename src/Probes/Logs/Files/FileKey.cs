namespace Bellwether.Probes.Logs.Files;

/// <summary>Which file it is, whatever it is called at the moment.</summary>
internal readonly record struct FileKey(ulong Device, ulong Inode);
