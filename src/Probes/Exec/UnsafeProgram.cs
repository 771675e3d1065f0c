using Bellwether.Probes.HealthChecks.PlugIns;

namespace Bellwether.Probes.Exec;

/// <summary>A program that others may write to would be theirs to run as the agent.</summary>
internal static class UnsafeProgram
{
    private const int OthersMayWrite = 0x12;
    private const int Sticky = 0x200;

    /// <summary>Why a program is not run; null where it is, or where starting it will tell.</summary>
    public static string? Why(string path)
    {
        var real = Followed(path);
        foreach (var place in new[] { real, Path.GetDirectoryName(real) })
            if (place is not null && FileOwner.Of(place) is { IsLink: false } owner
                && (owner.Mode & OthersMayWrite) != 0 && (owner.Mode & Sticky) == 0)
                return $"{place} may be written to by others than its owner: chmod go-w";
        return null;
    }

    /// <summary>What a link leads to; the path itself where it is none.</summary>
    public static string Followed(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return path;
        }
    }
}
