using System.Runtime.InteropServices;

namespace Bellwether.Agent.Baselines;

/// <summary>A list as one stretch of memory: a day of histograms is a hundred thousand numbers at every look.</summary>
internal static class Contiguous
{
    /// <summary>Without a copy for arrays and lists; the list must not change while the span is used.</summary>
    public static ReadOnlySpan<T> Of<T>(IReadOnlyList<T> list) => list switch
    {
        T[] array => array,
        List<T> grown => CollectionsMarshal.AsSpan(grown),
        _ => list.ToArray(),
    };
}
