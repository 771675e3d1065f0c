namespace Bellwether.Probes.HealthChecks.PlugIns;

/// <summary>Whether only others than the agent can change what is in a folder: its code is run.</summary>
/// <remarks>
/// Whoever could write there, the agent itself first of all, could otherwise turn a mistake in the agent into code of
/// their own. The folders above count as well: whoever owns one of them can put another folder in this one's place.
/// </remarks>
public static class FolderTrust
{
    /// <summary>Most entries that are looked at.</summary>
    public const int MostEntries = 10_000;

    private const int SharedWrite = 0x12;
    private const int Sticky = 0x200;

    /// <summary>What is wrong with a folder that exists, in one sentence that goes on after its name; null for
    /// nothing.</summary>
    public static string? Fault(string folder) => Fault(folder, FileOwner.Me);

    internal static string? Fault(string folder, uint me)
    {
        var whole = Path.GetFullPath(folder);
        for (var above = Path.GetDirectoryName(whole); above is not null; above = Path.GetDirectoryName(above))
            if (Fault(above, me, isAbove: true) is { } fault)
                return $"lies in {above}, which {fault}";
        if (Fault(whole, me, isAbove: false) is { } own) return own;
        var all = Directory.EnumerateFileSystemEntries(whole, "*", new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = 0,
            MaxRecursionDepth = 8,
        });
        var count = 0;
        foreach (var entry in all)
        {
            if (++count > MostEntries) return $"holds more than {MostEntries} files";
            if (Fault(entry, me, isAbove: false) is { } fault)
                return $"holds {Path.GetRelativePath(whole, entry)}, which {fault}";
        }

        return null;
    }

    private static string? Fault(string path, uint me, bool isAbove)
    {
        if (FileOwner.Of(path) is not { } file) return "cannot be looked at";
        if (file.IsLink)
            return isAbove ? "is a symbolic link: write the path that it leads to"
                : "is a symbolic link: put the thing itself there";
        // In a folder such as /tmp nobody can take away what belongs to somebody else.
        if ((file.Mode & SharedWrite) != 0 && !(isAbove && (file.Mode & Sticky) != 0))
            return "its group or others can write to: take that away with chmod go-w";
        if (file.Owner == me && me != 0)
            return "belongs to the user that the agent runs as: it must be root's, and not the agent's to write to";
        if (me == 0 && file.Owner != 0)
            return $"belongs to user {file.Owner}: an agent that runs as root takes what is root's alone";
        // The bits do not tell of access lists.
        return me != 0 && me == FileOwner.Me && FileOwner.CanWrite(path) ? "the agent can write to" : null;
    }
}
