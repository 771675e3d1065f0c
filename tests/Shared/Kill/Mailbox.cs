using System.Text.Json;

namespace Bellwether.Testing.Kill;

/// <summary>Everything that the webhook's receiver was given: by id, every copy as its exact bytes.</summary>
internal sealed class Mailbox
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<byte[]>> _copies = [];
    private readonly List<string> _order = [];

    /// <summary>Ids in the order of their first arrival.</summary>
    public IReadOnlyList<string> Ids
    {
        get
        {
            lock (_gate) return [.. _order];
        }
    }

    public int Copies
    {
        get
        {
            lock (_gate) return _copies.Values.Sum(copies => copies.Count);
        }
    }

    public void Put(byte[] body)
    {
        using var message = JsonDocument.Parse(body);
        var id = message.RootElement.GetProperty("id").GetString()!;
        lock (_gate)
        {
            if (!_copies.TryGetValue(id, out var copies))
            {
                _copies[id] = copies = [];
                _order.Add(id);
            }

            copies.Add(body);
        }
    }

    /// <summary>Copies of one message in the order of their arrival; empty for none.</summary>
    public IReadOnlyList<byte[]> Of(string id)
    {
        lock (_gate) return _copies.TryGetValue(id, out var copies) ? [.. copies] : [];
    }
}
