using System.Text;
using Bellwether.Probes.Scrape.Exposition;
using Bellwether.Testing.Fuzz;
using Bellwether.Testing.Kill;

namespace Bellwether.Probes.Tests.Scrape.Exposition;

/// <summary>Targets of one probe write the same lines, and share what is known of them.</summary>
public sealed class SeriesPoolTests
{
    private static readonly ExpositionLimits Limits = ExpositionLimits.Default;

    private readonly SeriesPools _pools = new(Limits);

    [Fact]
    public void The_same_line_of_two_targets_is_one_object()
    {
        var (one, other) = (Parser(), Parser());
        Assert.Same(Read(one, "a{x=\"1\"} 1\n")[0].Labels, Read(other, "b 1\na{x=\"1\"} 2\n")[1].Labels);
        Assert.Equal(2, _pools.Of(ExpositionFormat.Text).Count);
    }

    [Fact]
    public void What_the_pages_of_all_targets_have_is_kept_and_the_rest_forgotten_with_the_target_that_had_it()
    {
        var parsers = Enumerable.Range(0, 4).Select(_ => Parser()).ToList();
        for (var i = 0; i < parsers.Count; i++) Read(parsers[i], Page(i, 100));
        var pool = _pools.Of(ExpositionFormat.Text);
        Assert.Equal(400, pool.Count);
        foreach (var parser in parsers.Skip(1)) parser.Leave();
        Read(parsers[0], Page(0, 100) + "b 1\n");
        Assert.InRange(pool.Count, 101, 202);
        Assert.Equal(101, Read(parsers[0], Page(0, 100) + "b 1\n").Count);
        parsers[0].Leave();
        Assert.Equal(0, pool.Count);
    }

    [Fact]
    public void Pages_whose_series_come_go_and_change_places_are_read_as_if_for_the_first_time()
    {
        var dice = new Dice(7);
        var parser = Parser();
        var lines = Enumerable.Range(0, 300).Select(i => $"a{{i=\"{i}\"}} {i}\n").ToList();
        for (var look = 0; look < 60; look++)
        {
            var page = (look % 4) switch
            {
                0 => lines,
                1 => lines.OrderBy(_ => dice.Share()),
                2 => lines.Where(_ => dice.Below(5) > 0),
                _ => lines.Skip(dice.Below(200)).Concat(lines.Take(dice.Below(200))),
            };
            var text = string.Concat(page);
            Assert.Equal(Pages.Text(text).Readings, Read(parser, text));
        }
    }

    [Fact]
    public async Task Targets_that_are_read_at_the_same_time_do_not_disturb_each_other()
    {
        await Task.WhenAll(Enumerable.Range(1, 4).Select(seed => Task.Run(() =>
        {
            // All of them make pages of the same few names, in both formats, and damage some.
            var dice = new Dice((ulong)(seed % 2));
            var mutator = new PageMutator(dice);
            var formats = new[] { ExpositionFormat.Text, ExpositionFormat.OpenMetrics };
            var parsers = formats.Select(_ => Parser()).ToList();
            var grammars = formats.Select(format => new PageGrammar(dice, format is ExpositionFormat.OpenMetrics));
            foreach (var (grammar, i) in grammars.Select((grammar, i) => (grammar, i)))
                for (var look = 0; look < 400; look++)
                {
                    var page = look % 3 == 0 ? mutator.Mutate(grammar.Page(), []) : grammar.Page();
                    Assert.Equal(Outcome(new(Limits), page, formats[i]), Outcome(parsers[i], page, formats[i]));
                }
        })));
    }

    [Fact]
    public void A_page_that_was_given_up_leaves_nothing_behind_but_what_pages_have()
    {
        var parser = Parser();
        Read(parser, Page(0, 10));
        var broken = Encoding.ASCII.GetBytes(Page(1, 5_000) + "!\n");
        Assert.False(parser.TryParse(broken, ExpositionFormat.Text, out _, out _));
        Assert.InRange(_pools.Of(ExpositionFormat.Text).Count, 10, 20);
    }

    private ExpositionParser Parser() => new(Limits, _pools);

    private static string Page(int target, int count) =>
        string.Concat(Enumerable.Range(0, count).Select(i => $"a{{t=\"{target}\",i=\"{i}\"}} {i}\n"));

    private static IReadOnlyList<Reading> Read(ExpositionParser parser, string page)
    {
        Assert.True(parser.TryParse(Encoding.UTF8.GetBytes(page), ExpositionFormat.Text, out var read, out var fault),
            fault?.ToString());
        return read.Readings;
    }

    private static string Outcome(ExpositionParser parser, byte[] page, ExpositionFormat format) =>
        parser.TryParse(page, format, out var read, out var fault) ? Pages.Show(read) : fault.ToString();
}
