using System.Text.RegularExpressions;

namespace Bellwether.Agent.Tests.Tidy;

/// <summary>How large things may be, and how they may be called.</summary>
internal static partial class Walls
{
    public const int MaxFileLines = 400;
    public const int MaxMethodLines = 60;
    public const int MaxColumns = 120;
    public const int MaxReadmeLines = 60;
    public const int MaxProgramLines = 60;

    private static readonly string[] BannedWords = ["Manager", "Helper", "Util", "Utils", "Base", "Info", "Data"];

    // Put together, so that this file does not name what it forbids.
    private static readonly string[] ForeignPaths = ["/ro" + "ot/", "/Us" + "ers/", "C:" + "\\"];

    public static IEnumerable<string> LongFiles(SourceFile file)
    {
        var most = file.Path == "src/Agent/Program.cs" ? MaxProgramLines : MaxFileLines;
        var lines = file.Text.TrimEnd('\n').Split('\n').Length;
        if (lines > most) yield return $"{file.Path}: {lines} lines, more than {most}";
    }

    public static IEnumerable<string> LongLines(SourceFile file) => file.Lines
        .Select((line, index) => (Length: line.TrimEnd('\r').Length, Number: index + 1))
        .Where(line => line.Length > MaxColumns)
        .Select(line => $"{file.Path}:{line.Number}: {line.Length} columns, more than {MaxColumns}");

    public static IEnumerable<string> LongMethods(SourceFile file) => CodeBlock.Of(file.Bare)
        .Where(block => block.IsMethod && block.LineCount > MaxMethodLines)
        .Select(block => $"{file.Path}: {block.Head.Trim()} has {block.LineCount} lines, more than {MaxMethodLines}");

    public static IEnumerable<string> ManyTypes(SourceFile file)
    {
        var types = TypeNames(file).Where(type => type.IsOuter).Select(type => type.Name).Distinct().ToArray();
        if (types.Length > 1) yield return $"{file.Path}: more than one type: {string.Join(", ", types)}";
    }

    public static IEnumerable<string> BannedNames(SourceFile file) =>
        from type in TypeNames(file)
        from word in Word().Matches(type.Name).Select(match => match.Value)
        where BannedWords.Contains(word)
        select $"{file.Path}: the name {type.Name} says {word}, which says nothing";

    public static IEnumerable<string> LooseEnds(SourceFile file) => file.Lines
        .Select((line, index) => (Text: line, Number: index + 1))
        .Where(line => LooseEnd().IsMatch(line.Text))
        .Select(line => $"{file.Path}:{line.Number}: an open end without the number of its issue");

    public static IEnumerable<string> PathsOfMachines(SourceFile file) =>
        from path in ForeignPaths
        where file.Text.Contains(path, StringComparison.Ordinal)
        select $"{file.Path}: names a path of one machine, {path}";

    private static IEnumerable<(string Name, bool IsOuter)> TypeNames(SourceFile file)
    {
        var bare = file.Bare;
        var types = CodeBlock.Of(bare).Where(block => block.IsType).ToArray();
        foreach (Match match in TypeDeclaration().Matches(bare))
        {
            var isInner = types.Any(type => type.Brace < match.Index && match.Index < type.End);
            var isForFile = match.Groups["marks"].Value.Contains("file ", StringComparison.Ordinal);
            yield return (match.Groups["name"].Value, !isInner && !isForFile);
        }
    }

    [GeneratedRegex(
        @"(?<marks>(?:\b(?:public|internal|private|protected|sealed|static|abstract|partial|readonly|ref|file)\s+)+)"
        + @"(?:class|record\s+struct|record\s+class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex("[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b(?!\s*\(?#[0-9]+)")]
    private static partial Regex LooseEnd();
}
