using System.Text.Json;

namespace Bellwether.Probes.Logs.Json;

/// <summary>Takes the single values of a JSON object.</summary>
internal interface IJsonTaker
{
    /// <param name="path">Names from the outermost object on, with dots between; of an item of an array, the
    /// array's.</param>
    /// <param name="value">Stands on a text, a number or a truth.</param>
    void Take(ReadOnlySpan<byte> path, ref Utf8JsonReader value);
}
