namespace Bellwether.Agent.Configuration.Yaml;

/// <summary>Finds the line that was meant to stand otherwise: the parser stumbles only over a later one that no longer
/// fits.</summary>
internal sealed class OddLine
{
    private readonly List<(int Number, int Indent, bool IsItem)> _rows = [];
    private readonly Dictionary<int, int> _steps = [];

    public OddLine(string text)
    {
        var number = 0;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            number++;
            var content = row.TrimStart(' ');
            if (content.Length > 0 && content[0] != '#')
                _rows.Add((number, row.Length - content.Length, content.StartsWith("- ", StringComparison.Ordinal)));
        }

        for (var i = 0; i < _rows.Count; i++)
            _steps[Step(i)] = _steps.GetValueOrDefault(Step(i)) + 1;
    }

    /// <summary>The first line since the one that holds it all which is indented as hardly any other is; the line
    /// itself where there is none.</summary>
    public int Before(int line)
    {
        var at = IndexOf(line);
        if (at < 0) return line;
        var from = at - 1;
        while (from >= 0 && _rows[from].Indent > _rows[at].Indent - 2) from--;
        for (var i = from + 1; i < at; i++)
            if (_rows[i].Indent > 0 && _steps[Step(i)] < FewestForHabit)
                return _rows[i].Number;
        return line;
    }

    /// <summary>The line of a list that has a dash where the others beside it have none; the line itself where most
    /// have one.</summary>
    public int DashBefore(int line)
    {
        var at = IndexOf(line);
        if (at < 0) return line;
        var indent = _rows[at].Indent;
        var above = _rows.Take(at).Reverse().TakeWhile(row => row.Indent >= indent).Where(row => row.Indent == indent)
            .ToList();
        var below = _rows.Skip(at).TakeWhile(row => row.Indent >= indent).Where(row => row.Indent == indent).ToList();
        var dashes = above.Concat(below).Count(row => row.IsItem);
        var first = above.LastOrDefault(row => row.IsItem);
        return first.Number > 0 && dashes <= above.Count + below.Count - dashes ? first.Number : line;
    }

    /// <summary>A step that fewer lines than this have is no habit of the file: the lines of one mistake are few, and
    /// all stand a step of their own away from what holds them.</summary>
    private int FewestForHabit => Math.Max(3, _rows.Count / 10);

    private int IndexOf(int line) => _rows.FindIndex(row => row.Number == line);

    /// <summary>How much further in a line stands than the one that holds it.</summary>
    private int Step(int index)
    {
        for (var i = index - 1; i >= 0; i--)
            if (_rows[i].Indent < _rows[index].Indent)
                return _rows[index].Indent - _rows[i].Indent;
        return _rows[index].Indent;
    }
}
