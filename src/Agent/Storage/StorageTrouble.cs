namespace Bellwether.Agent.Storage;

/// <summary>What kept a file from being read or written.</summary>
internal enum StorageTrouble
{
    /// <summary>It cannot be opened, written or synced now: no permission, read-only, busy, an I/O error.</summary>
    Unavailable,

    /// <summary>No room: the disk, a quota or our own limit.</summary>
    Full,

    /// <summary>What is in the file is not what was written.</summary>
    Damaged,

    /// <summary>A newer version of Bellwether wrote it.</summary>
    TooNew,

    /// <summary>Another process uses the folder.</summary>
    Locked,
}
