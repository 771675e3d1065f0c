using System.Text.RegularExpressions;

namespace Bellwether.Agent.Tests.Tidy;

/// <summary>What stands before an opening brace, and how far it reaches.</summary>
/// <param name="Head">The code since the brace or semicolon before it, without comments and strings.</param>
/// <param name="Brace">Where the opening brace is.</param>
/// <param name="End">Where the closing one is.</param>
/// <param name="LineCount">Lines from the head's first word to the closing brace.</param>
/// <param name="InType">Whether what is around it most closely is a type.</param>
internal sealed partial record CodeBlock(string Head, int Brace, int End, int LineCount, bool InType)
{
    public bool IsType => TypeHead().IsMatch(Head);

    /// <summary>Whether it is a method, a constructor or an operator: in a type, with parameters, and not a
    /// value.</summary>
    public bool IsMethod => InType && !IsType && Head.Contains('(') && !IsValue;

    private bool IsValue => Assignment().IsMatch(Parameters().Replace(Head, ""));

    /// <summary>Every block of a file, by where it ends.</summary>
    public static IEnumerable<CodeBlock> Of(string bare)
    {
        var open = new Stack<(int HeadFrom, int Brace, bool IsType)>();
        var headFrom = 0;
        for (var at = 0; at < bare.Length; at++)
        {
            if (bare[at] is ';') headFrom = at + 1;
            if (bare[at] is '{')
            {
                open.Push((headFrom, at, TypeHead().IsMatch(bare[headFrom..at])));
                headFrom = at + 1;
            }

            if (bare[at] is not '}' || open.Count == 0) continue;
            var (from, brace, _) = open.Pop();
            headFrom = at + 1;
            while (from < brace && char.IsWhiteSpace(bare[from])) from++;
            var lines = bare.AsSpan(from, at - from).Count('\n') + 1;
            yield return new(bare[from..brace], brace, at, lines, open.Count > 0 && open.Peek().IsType);
        }
    }

    [GeneratedRegex(@"\b(class|record|struct|interface|enum|extension)\b")]
    private static partial Regex TypeHead();

    [GeneratedRegex(@"\((?>[^()]|(?<open>\()|(?<-open>\)))*(?(open)(?!))\)")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"(?<![=!<>])=(?![=>])")]
    private static partial Regex Assignment();
}
