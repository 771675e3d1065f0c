using System.Text;

namespace Bellwether.Probes.Logs.Json;

/// <summary>Names that one thing goes by, the surest first.</summary>
internal sealed class JsonNames(IEnumerable<string> names)
{
    private readonly byte[][] _names = [.. names.Select(Encoding.UTF8.GetBytes)];

    /// <summary>Whether a path is one of the names, and a surer one than what was found so far.</summary>
    public bool IsBetter(ReadOnlySpan<byte> path, ref int rank)
    {
        for (var i = 0; i < _names.Length && i < rank; i++)
        {
            if (!path.SequenceEqual(_names[i])) continue;
            rank = i;
            return true;
        }

        return false;
    }
}
