namespace Bellwether.Agent.Signals.Live;

/// <summary>Which cells a service's masks touch. Never changes once made.</summary>
internal sealed class MaskedCells
{
    private readonly Mask[] _masks;
    private readonly (long From, long To)[] _cells;

    /// <summary>Those that people masked: an incident, maintenance.</summary>
    private readonly (long From, long To)[] _setAside;

    public MaskedCells(IReadOnlyList<Mask> masks, Grid grid)
    {
        _masks = [.. masks.Where(mask => mask.From < mask.To).OrderBy(mask => mask.From)];
        _cells = Joined(_masks, grid);
        _setAside = Joined(_masks.Where(mask => !mask.Unproven), grid);
    }

    /// <summary>In the order of their starts.</summary>
    public IReadOnlyList<Mask> All => _masks;

    public bool Touch(long cell) => Holds(_cells, cell);

    /// <summary>Whether a cell is masked for no other reason than a version that had yet to prove itself.</summary>
    public bool Unproven(long cell) => Touch(cell) && !Holds(_setAside, cell);

    /// <summary>What is masked of [from, to), counted from its first cell; ascending.</summary>
    public IReadOnlyList<(int From, int To)> Within(long from, long to)
    {
        List<(int From, int To)> within = [];
        foreach (var (first, last) in _cells)
            if (first < to && last > from)
                within.Add(((int)(Math.Max(first, from) - from), (int)(Math.Min(last, to) - from)));
        return within;
    }

    /// <summary>Whether an instant is masked, and whether for no other reason than an unproven version.</summary>
    public (bool Masked, bool Unproven) At(DateTimeOffset at)
    {
        var masked = false;
        foreach (var mask in _masks)
        {
            if (mask.From > at || at >= mask.To) continue;
            if (!mask.Unproven) return (true, false);
            masked = true;
        }

        return (masked, masked);
    }

    private static (long From, long To)[] Joined(IEnumerable<Mask> byStart, Grid grid)
    {
        List<(long From, long To)> cells = [];
        foreach (var mask in byStart)
        {
            var (from, to) = (grid.CellOf(mask.From), grid.FirstAfter(mask.To));
            if (cells.Count > 0 && from <= cells[^1].To) cells[^1] = (cells[^1].From, Math.Max(cells[^1].To, to));
            else cells.Add((from, to));
        }

        return [.. cells];
    }

    private static bool Holds((long From, long To)[] cells, long cell)
    {
        int low = 0, high = cells.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (cell < cells[middle].From) high = middle - 1;
            else if (cell >= cells[middle].To) low = middle + 1;
            else return true;
        }

        return false;
    }
}
