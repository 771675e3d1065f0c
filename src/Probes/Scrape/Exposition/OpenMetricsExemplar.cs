using System.Text;

namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>Checks an exemplar, <c> # {trace_id="…"} 0.67 1520879607.789</c>, and drops it.</summary>
internal static class OpenMetricsExemplar
{
    /// <summary>Letters of all label names and values together, as OpenMetrics 1.0 has it.</summary>
    private const int LongestLabels = 128;

    public static void Read(ref ByteCursor cursor, SeriesScanner scanner, Membership membership)
    {
        if (!cursor.Rest.StartsWith(" # {"u8))
            throw cursor.Fault($"expected the end of the line or an exemplar, found {cursor.Shown}");
        if (!MayHaveOne(membership))
            throw cursor.Fault("only buckets and the totals of counters may have an exemplar");
        cursor.At += " # ".Length;
        CheckLabels(ref cursor, scanner);
        TakeNumber(ref cursor, "value");
        if (cursor.Current == ' ' && !double.IsFinite(TakeNumber(ref cursor, "timestamp")))
            throw cursor.Fault("the exemplar's timestamp is not a finite number");
    }

    private static bool MayHaveOne(Membership membership) => membership.Role is SampleRole.Bucket or SampleRole.Total;

    private static void CheckLabels(ref ByteCursor cursor, SeriesScanner scanner)
    {
        scanner.ScanLabelsAlone(ref cursor);
        var letters = 0;
        foreach (var (name, value) in scanner.Shape.Labels)
        {
            letters += name.End.Value - name.Start.Value;
            letters += Letters(cursor.Slice(value.Start.Value, value.End.Value - value.Start.Value));
        }

        if (letters > LongestLabels)
            throw cursor.Fault($"the exemplar's labels have {letters} letters, more than {LongestLabels}");
    }

    private static int Letters(ReadOnlySpan<byte> quoted)
    {
        var letters = 0;
        for (var i = 0; i < quoted.Length; letters++)
        {
            if (quoted[i] == '\\' && i + 1 < quoted.Length && quoted[i + 1] is (byte)'n' or (byte)'"' or (byte)'\\')
            {
                i += 2;
                continue;
            }

            _ = Rune.DecodeFromUtf8(quoted[i..], out _, out var length);
            i += length;
        }

        return letters;
    }

    private static double TakeNumber(ref ByteCursor cursor, string what)
    {
        if (cursor.Current != ' ')
            throw cursor.Fault($"expected one space before the exemplar's {what}, found {cursor.Shown}");
        cursor.At++;
        var word = cursor.TakeWord();
        if (!Number.TryParse(word, out var number))
            throw cursor.Fault($"{ByteCursor.Show(word)} is not the number that the exemplar's {what} should be");
        return number;
    }
}
