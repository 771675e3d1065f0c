namespace Bellwether.Agent.Signals.Live;

/// <summary>Which cells a service's masks touch. Never changes once made.</summary>
internal sealed class MaskedCells
{
    private readonly Mask[] _masks;
    private readonly (long From, long To)[] _cells;

    public MaskedCells(IReadOnlyList<Mask> masks, Grid grid)
    {
        _masks = [.. masks.Where(mask => mask.From < mask.To).OrderBy(mask => mask.From)];
        List<(long From, long To)> cells = [];
        foreach (var mask in _masks)
        {
            var (from, to) = (grid.CellOf(mask.From), grid.FirstAfter(mask.To));
            if (cells.Count > 0 && from <= cells[^1].To) cells[^1] = (cells[^1].From, Math.Max(cells[^1].To, to));
            else cells.Add((from, to));
        }

        _cells = [.. cells];
    }

    /// <summary>In the order of their starts.</summary>
    public IReadOnlyList<Mask> All => _masks;

    public bool Touch(long cell)
    {
        int low = 0, high = _cells.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (cell < _cells[middle].From) high = middle - 1;
            else if (cell >= _cells[middle].To) low = middle + 1;
            else return true;
        }

        return false;
    }

    /// <summary>What is masked of [from, to), counted from its first cell; ascending.</summary>
    public IReadOnlyList<(int From, int To)> Within(long from, long to)
    {
        List<(int From, int To)> within = [];
        foreach (var (first, last) in _cells)
            if (first < to && last > from)
                within.Add(((int)(Math.Max(first, from) - from), (int)(Math.Min(last, to) - from)));
        return within;
    }

    public bool Hold(DateTimeOffset at)
    {
        foreach (var mask in _masks)
            if (mask.From <= at && at < mask.To)
                return true;
        return false;
    }
}
