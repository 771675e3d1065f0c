using System.Text.Json;

namespace Bellwether.Agent.Journal;

/// <summary>The record that says which bodies were given up; without it a missing body is a fault.</summary>
internal sealed record PrunedNote(IReadOnlyList<long> Sequences)
{
    public const string Kind = "pruned";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public JournalEntry ToEntry() => new(Kind, null, null, JsonSerializer.SerializeToUtf8Bytes(this, Json));

    /// <summary>Sequences that a body names; empty where it is none of ours.</summary>
    public static IReadOnlyList<long> Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<PrunedNote>(body, Json)?.Sequences ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
