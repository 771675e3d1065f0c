using System.Text;

namespace Bellwether.Agent.Rehearsing;

/// <summary>Rows of plain text in columns: the same in a terminal, a pipe and a file.</summary>
internal static class TextColumns
{
    private const string Gap = "  ";

    /// <param name="rows">As many cells each; the first row is the head.</param>
    /// <param name="left">Columns from the left that begin at their left edge; numbers end at their right one.</param>
    public static string Of(IReadOnlyList<string[]> rows, int left)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(i => rows.Max(row => row[i].Length)).ToArray();
        var text = new StringBuilder();
        for (var row = 0; row < rows.Count; row++)
        {
            Line(rows[row]);
            if (row == 0) Line(Array.ConvertAll(widths, width => new string('-', width)));
        }

        return text.ToString();

        void Line(string[] cells) => text.Append(string.Join(Gap, cells.Select((cell, i) =>
            i < left ? cell.PadRight(widths[i]) : cell.PadLeft(widths[i]))).TrimEnd()).Append('\n');
    }
}
