using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Importing;

/// <summary>What an import made of one signal.</summary>
/// <param name="Signal">Its name.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Written">Points that are in the history now.</param>
/// <param name="TooOld">Points left out because the history does not reach back so far.</param>
/// <param name="Masked">Points left out because they are no example of normal.</param>
/// <param name="Known">Points left out because the history has others there.</param>
internal sealed record ImportedSignal(
    string Signal, SignalKind Kind, string Unit, int Written, int TooOld, int Masked, int Known)
{
    public int LeftOut => TooOld + Masked + Known;
}
