using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.Ledger;

namespace Bellwether.Agent.Journal;

/// <summary>Where each channel stands. On a full disk it stands ahead of what is written, so a restart sends
/// again.</summary>
internal sealed class ChannelPositions
{
    private readonly LedgerFile _ledger;
    private readonly Dictionary<string, ChannelPosition> _positions;
    private readonly HashSet<string> _unwritten = [];

    public ChannelPositions(LedgerFile ledger)
    {
        _ledger = ledger;
        _positions = ledger.Positions().ToDictionary(position => position.Channel);
    }

    public IReadOnlyList<ChannelPosition> All => [.. _positions.Values];

    public ChannelPosition? Find(string channel) => _positions.GetValueOrDefault(channel);

    public void Set(ChannelPosition position)
    {
        _positions[position.Channel] = position;
        _unwritten.Add(position.Channel);
        Write();
    }

    /// <summary>Writes what could not be written before.</summary>
    public void Write()
    {
        try
        {
            foreach (var channel in _unwritten.ToArray())
            {
                _ledger.Save(_positions[channel], () => Failpoint.Process.Pass(Failpoint.BeforeAcknowledgement));
                _unwritten.Remove(channel);
            }
        }
        catch (StorageException)
        {
            // It stays unwritten: at worst a record goes out twice, which receivers expect. The next write tries again.
        }
    }
}
