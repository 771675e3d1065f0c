using System.Text;
using System.Text.RegularExpressions;
using Bellwether.Probes.Scrape.Exposition;
using Bellwether.Testing.Kill;

namespace Bellwether.Testing.Fuzz;

/// <summary>Reads made and damaged pages, and looks for one that throws, hangs, fills the memory, or reads otherwise
/// the second time.</summary>
/// <remarks>What the code reaches cannot be asked here. In its place a page is kept, and damaged further, when it ends
/// in a way that none has before.</remarks>
internal sealed partial class PageFuzzer
{
    public const int MostFindings = 20;

    /// <summary>No page may take longer. They are at most 64 KiB and take some 100 µs; a busy machine stops for
    /// longer.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    /// <summary>Bytes that a page may make a new parser allocate: so much, and so much more for each of its
    /// own.</summary>
    public const int AllocatedAtMost = 64 << 10, AllocatedForEachByte = 256;

    /// <summary>Pages that are kept, and the longest of them in bytes: 16 MB at most, whatever is found.</summary>
    public const int Kept = 2_000, LongestKept = 8 << 10;

    /// <summary>Ways of ending that are told from each other.</summary>
    private const int MostOutcomes = 20_000;

    /// <summary>A longer word of a reason is a name out of a page.</summary>
    private const int LongestWord = 20;

    /// <summary>Pages read by one parser before there is another.</summary>
    private const int WarmFor = 5_000;

    private readonly ExpositionFormat _format;
    private readonly TimeProvider _time;
    private readonly Dice _dice;
    private readonly PageGrammar _grammar;
    private readonly PageMutator _mutator;
    private readonly List<byte[]> _kept = [];
    private readonly HashSet<string> _outcomes = new(StringComparer.Ordinal);
    private ExpositionParser _warm = new(ExpositionLimits.Default);

    public PageFuzzer(ExpositionFormat format, ulong seed, TimeProvider time)
    {
        (_format, _time) = (format, time);
        _dice = new Dice(seed);
        _grammar = new PageGrammar(_dice, format is ExpositionFormat.OpenMetrics);
        _mutator = new PageMutator(_dice);
    }

    public FuzzTotals Totals { get; } = new();

    /// <summary>Makes one page and reads it.</summary>
    public void Step()
    {
        if (Totals.Pages % WarmFor == 0) _warm = new(ExpositionLimits.Default);
        var page = Next();
        var start = _time.GetTimestamp();
        var (cold, allocated) = Measured(page);
        var most = AllocatedAtMost + (long)AllocatedForEachByte * page.Length;
        // Shared buffers that a collection has given back are made anew, by whatever page comes next; a page that takes
        // too much takes it every time.
        if (allocated > most) allocated = Math.Min(allocated, Measured(page).Allocated);
        var warm = Read(_warm, page);
        var took = _time.GetElapsedTime(start);
        Totals.Pages++;
        Totals.Bytes += page.Length;
        if (cold.Page is not null) Totals.Taken++;
        if (took > Totals.Longest) Totals.Longest = took;
        Totals.MostAllocated = Math.Max(
            Totals.MostAllocated, Math.Max(0, allocated - AllocatedAtMost) / (double)Math.Max(1, page.Length));
        if (took > Deadline) Find($"took {took.TotalSeconds:0.0} s", page);
        if (allocated > most) Find($"allocated {allocated} bytes", page);
        if (cold.Thrown is { } thrown) Find($"threw {thrown.GetType().Name}", page);
        else if (!Same(cold, warm)) Find($"read otherwise the second time: {warm.Thrown?.GetType().Name}", page);
        if (_outcomes.Count < MostOutcomes && _outcomes.Add(Shape(cold))) Keep(page);
        Totals.Outcomes = _outcomes.Count;
    }

    private (Reading Cold, long Allocated) Measured(byte[] page)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var cold = Read(new(ExpositionLimits.Default), page);
        return (cold, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private byte[] Next()
    {
        if (_kept.Count == 0 || _dice.Below(4) == 0)
            return _dice.Below(3) == 0 ? _grammar.Page() : _mutator.Mutate(_grammar.Page(), AnyKept());
        return _mutator.Mutate(AnyKept(), AnyKept());
    }

    private byte[] AnyKept() => _kept.Count == 0 ? [] : _kept[_dice.Below(_kept.Count)];

    private void Keep(byte[] page)
    {
        if (page.Length > LongestKept) return;
        if (_kept.Count < Kept) _kept.Add(page);
        else _kept[_dice.Below(Kept)] = page;
    }

    private void Find(string what, byte[] page)
    {
        if (Totals.Findings.Count < MostFindings) Totals.Findings.Add(new(what, page));
    }

    private Reading Read(ExpositionParser parser, byte[] page)
    {
        try
        {
            _ = parser.TryParse(page, _format, out var read, out var fault);
            return new(read, fault, null);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(null, null, e);   // whatever it is, it is a finding
        }
    }

    private static bool Same(Reading one, Reading other)
    {
        if (one.Fault != other.Fault || other.Thrown is not null || one.Page is null != other.Page is null)
            return false;
        return one.Page is null || other.Page is null
            || (one.Page.Families.SequenceEqual(other.Page.Families)
                && one.Page.Readings.Count == other.Page.Readings.Count
                && one.Page.Readings.Zip(other.Page.Readings).All(pair => Same(pair.First, pair.Second)));
    }

    private static bool Same(in Probes.Reading one, in Probes.Reading other) =>
        one.Name == other.Name && one.Labels.Equals(other.Labels) && one.Family == other.Family
            && BitConverter.DoubleToInt64Bits(one.Value) == BitConverter.DoubleToInt64Bits(other.Value);

    /// <summary>What tells one way of ending from another: a reason without what it quotes, or how much a page has of
    /// what.</summary>
    private static string Shape(Reading reading)
    {
        if (reading.Thrown is { } thrown) return thrown.GetType().Name;
        if (reading.Fault is { } fault) return $"{fault.Word} {Template(fault.Reason)} {Rounded(fault.Line)}";
        var page = reading.Page!;
        var shape = new StringBuilder();
        shape.Append(Rounded(page.Readings.Count)).Append(' ').Append(Rounded(page.Families.Count)).Append(' ');
        foreach (var type in page.Families.Select(family => (int)family.Type).Distinct().Order()) shape.Append(type);
        shape.Append(' ').Append(Rounded(page.Readings.Count == 0 ? 0 : page.Readings.Max(one => one.Labels.Count)));
        return shape.ToString();
    }

    private static int Rounded(int count) => count == 0 ? 0 : 1 + (int)Math.Log2(count);

    /// <summary>The end of a reason, without what it quotes and names: that tells one reason from another.</summary>
    private static string Template(string reason)
    {
        var words = Quoted().Replace(reason, "Q").Split(' ');
        return string.Join(' ', words.TakeLast(3)
            .Select(word => word.Length <= LongestWord && Plain().IsMatch(word) ? word : "*"));
    }

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("^[a-zQ]+$")]
    private static partial Regex Plain();

    private sealed record Reading(ExpositionPage? Page, ExpositionFault? Fault, Exception? Thrown);
}
