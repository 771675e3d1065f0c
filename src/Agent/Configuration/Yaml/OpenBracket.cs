namespace Bellwether.Agent.Configuration.Yaml;

/// <summary>Finds the bracket that was never closed, where the parser tells only of what came after it.</summary>
internal static class OpenBracket
{
    /// <summary>The last bracket that is still open before a line; null for none.</summary>
    public static (int Line, int Column, char Bracket)? Before(string text, int line)
    {
        var open = new Stack<(int Line, int Column, char Bracket)>();
        var number = 0;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            if (++number >= line) break;
            Scan(row, number, open);
        }

        return open.Count > 0 ? open.Peek() : null;
    }

    private static void Scan(ReadOnlySpan<char> row, int number, Stack<(int Line, int Column, char Bracket)> open)
    {
        var quote = '\0';
        for (var i = 0; i < row.Length; i++)
        {
            var letter = row[i];
            if (quote != '\0')
            {
                if (letter == '\\' && quote == '"') i++;
                else if (letter == quote) quote = '\0';
            }
            else if (letter is '"' or '\'')
            {
                quote = letter;
            }
            else if (letter == '#' && (i == 0 || row[i - 1] == ' '))
            {
                return;
            }
            else if (letter is '{' or '[')
            {
                open.Push((number, i + 1, letter));
            }
            else if (letter is '}' or ']' && open.Count > 0)
            {
                open.Pop();
            }
        }
    }
}
