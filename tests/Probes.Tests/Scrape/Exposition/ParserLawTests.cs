using System.Text;
using Bellwether.Probes.Scrape.Exposition;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.Scrape.Exposition;

public sealed class ParserLawTests
{
    private const string Seed =
        "# HELP http_seconds How long.\n# TYPE http_seconds histogram\n"
        + "http_seconds_bucket{m=\"GET\",le=\"0.1\"} 3\nhttp_seconds_bucket{m=\"GET\",le=\"+Inf\"} 4\n"
        + "http_seconds_count{m=\"GET\"} 4\nhttp_seconds_sum{m=\"GET\"} 1.5\n"
        + "# TYPE up gauge\n# UNIT up \nup 1 1700000000\n# TYPE jobs counter\n"
        + "jobs_total{q=\"a\\\"b\\\\\\n\"} 1e3 # {id=\"7\"} 1 1\njobs_total{q=\"\"} NaN\n# EOF\n";

    private static readonly ExpositionFormat[] Formats = Enum.GetValues<ExpositionFormat>();

    [Fact]
    public void No_bytes_at_all_make_the_parser_throw() => Prop.ForAll<byte[]>(bytes =>
    {
        foreach (var format in Formats)
            _ = new ExpositionParser(ExpositionLimits.Default).TryParse(bytes, format, out _, out _);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_damaged_page_makes_the_parser_throw_and_its_memory_never_changes_the_outcome()
    {
        var warm = Formats.Select(_ => new ExpositionParser(ExpositionLimits.Default)).ToArray();
        var change = from at in Gen.Choose(0, Seed.Length - 1)
                     from kind in Gen.Choose(0, 3)
                     from letter in Gen.Elements("\n\n\"\"\\{}=, \t#+-.019aelN_\0é".ToCharArray())
                     select (at, kind, letter);
        Prop.ForAll(change.ListOf().Resize(6).ToArbitrary(), changes =>
        {
            var page = Encoding.UTF8.GetBytes(changes.Aggregate(Seed, Damage));
            for (var i = 0; i < Formats.Length; i++)
                Assert.Equal(Outcome(new(ExpositionLimits.Default), page, Formats[i]),
                    Outcome(warm[i], page, Formats[i]));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Fact]
    public void What_is_written_is_read_back() => Prop.ForAll(PageWriter.Pages.ToArbitrary(), samples =>
    {
        var text = Pages.Text(PageWriter.Text(samples)).Readings;
        var open = Pages.OpenMetrics(PageWriter.OpenMetrics(samples)).Readings;
        Assert.Equal(samples.Select(PageWriter.Show), text.Select(PageWriter.Show));
        Assert.Equal(samples.Select(PageWriter.Show), open.Select(PageWriter.Show));
    }).QuickCheckThrowOnFailure();

    private static string Damage(string page, (int At, int Kind, char Letter) change)
    {
        if (page.Length == 0)
            return page;
        var at = change.At % page.Length;
        return change.Kind switch
        {
            0 => page.Remove(at, 1),
            1 => page.Insert(at, change.Letter.ToString()),
            2 => page[..at] + change.Letter + page[(at + 1)..],
            _ => page.Insert(at, page[(at / 2)..at]),
        };
    }

    private static string Outcome(ExpositionParser parser, byte[] page, ExpositionFormat format) =>
        parser.TryParse(page, format, out var read, out var fault) ? Pages.Show(read) : fault.ToString();
}
