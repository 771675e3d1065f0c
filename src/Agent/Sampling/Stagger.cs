namespace Bellwether.Agent.Sampling;

/// <summary>Keeps lanes from looking all at the same moment: a target that several probes name is asked by one after
/// the other, and fifty pages do not come at once.</summary>
internal static class Stagger
{
    /// <summary>Different places of ticks in a cell; the lane after the last begins anew.</summary>
    public const int Steps = 16;

    /// <summary>How far behind the middle of a cell the ticks of a lane are: from 0 to 15/64 of the cell, so that a
    /// late look still has the last quarter.</summary>
    public static TimeSpan Of(int lane, TimeSpan every) => every / (4 * Steps) * ((lane - 1) % Steps);
}
