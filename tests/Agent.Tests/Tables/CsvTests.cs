using Bellwether.Agent.Tables;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tests.Tables;

public sealed class CsvTests
{
    private const string Good = """
        time,app.p99,app.errors.bad,app.errors.total
        2026-01-02T00:00:00Z,0.1,1,100
        2026-01-02T00:01:00Z,,,
        2026-01-02T00:03:00Z,0.3,0,50
        """;

    [Fact]
    public void Columns_become_signals_on_one_grid_and_a_hole_is_missing()
    {
        var table = Read(Good);
        Assert.Equal((60.0, 4), (table.Grid.Interval.TotalSeconds, table.Points));
        Assert.Equal([0.1, double.NaN, double.NaN, 0.3], table.Find("app.p99")!.Levels);
        var errors = table.Find("app.errors")!;
        Assert.Equal((SignalKind.Ratio, "ratio", 2), (errors.Kind, errors.Unit, errors.Seen));
        Assert.Equal((1.0, 100.0), (errors.Pairs[0].Bad, errors.Pairs[0].Total));
        Assert.False(errors.Pairs[2].Seen);
    }

    [Fact]
    public void What_is_written_is_read_back_as_it_was()
    {
        const string all = "time,a,r.requests,l.le.0.1,l.le.+Inf,l.sum,mask\n"
            + "2026-01-02T00:00:00Z,0.1,2.5,3,4,0.25,0\n"
            + "2026-01-02T00:00:15Z,1E-12,,0,0,,1\n"
            + "2026-01-02T00:00:45Z,-3,0,,,,0\n";
        var text = new StringWriter();
        CsvWriter.Write(text, Read(all));
        Assert.Equal(all, text.ToString().Replace("2026-01-02T00:00:30Z,,,,,,0\n", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Seconds_since_1970_quotes_and_empty_words_are_understood()
    {
        var wishes = new SignalWishes
        {
            Names = new Dictionary<string, string> { ["when, exactly"] = "time", ["CPU \"%\""] = "cpu" },
        };
        const string text = "\"when, exactly\",\"CPU \"\"%\"\"\"\n1767312000,NaN\n1767312000.5,null\n1767312001,7\n";
        Assert.Equal("f.csv: points of 0.5 s cannot be judged; 1 s to 1 h can", Fault(text, wishes));
        var table = TableMaker.Of(CsvReader.Read(
            new StringReader(text.Replace(".5", "", StringComparison.Ordinal).Replace("2001", "2060",
                StringComparison.Ordinal).Replace("1767312000,null", "1767312030,null", StringComparison.Ordinal)),
            "f.csv", wishes), wishes);
        Assert.Equal([double.NaN, double.NaN, 7], table.Find("cpu")!.Levels);
    }

    [Fact]
    public void A_latency_is_told_by_cumulative_buckets()
    {
        var latency = Read("time,l.le.0.1,l.le.+Inf,l.le.0.5\n0,5,9,8\n60,0,0,0\n").Find("l")!;
        Assert.Equal((SignalKind.Latency, "seconds"), (latency.Kind, latency.Unit));
        Assert.Equal([0.1, 0.5], latency.Bounds);
        Assert.Equal([5, 3, 1], latency.Buckets[0]!);
    }

    [Fact]
    public void Masked_lines_are_ranges()
    {
        var table = Read("time,a,mask\n0,1,\n60,1,1\n120,1,true\n180,1,0\n240,1,1\n");
        Assert.Equal([new(1, 3), new(4, 5)], table.Masked);
    }

    [Fact]
    public void Wider_points_average_levels_and_add_counts()
    {
        var fine = Read("time,a,e.bad,e.total,l.le.1,l.le.+Inf,mask\n"
            + "30,1,1,10,1,2,0\n60,2,1,10,3,4,1\n90,4,,,5,6,0\n120,,0,5,,,0\n");
        var coarse = CoarserTable.Of(fine, TimeSpan.FromMinutes(1));
        Assert.Equal(DateTimeOffset.UnixEpoch, coarse.Grid.Start);
        Assert.Equal([1, 3, double.NaN], coarse.Find("a")!.Levels);
        Assert.Equal([10, 10, 5], coarse.Find("e")!.Pairs.Select(pair => pair.Total));
        Assert.Equal([8, 2], coarse.Find("l")!.Buckets[1]!);
        Assert.Equal([new(1, 2)], coarse.Masked);
    }

    [Theory]
    [InlineData("", "f.csv is empty; its first line names the columns: time,signal,…")]
    [InlineData("time,a\n", "f.csv has no line of numbers")]
    [InlineData("time\n0\n", "f.csv:1: there is no column beside 'time'")]
    [InlineData("t,a\n0,1\n", "f.csv:1: there is no column 'time'; there are 't', 'a'. Name it with --map NAME=time")]
    [InlineData("time;a\n0;1\n",
        "f.csv:1: there is no column 'time'; there are 'time;a': columns are separated by commas")]
    [InlineData("time,a,a\n0,1,1\n", "f.csv:1: two columns are called 'a'")]
    [InlineData("time,\"a\n0,1\n", "f.csv:1: a quote is not closed")]
    [InlineData("time,a\n0,1\n60,\"1\n", "f.csv:3: a quote is not closed")]
    [InlineData("time,a\n0,1\n60,1,2\n", "f.csv:3: 3 fields; the first line names 2 columns")]
    [InlineData("time,a\n0,1\n60,x\n",
        "f.csv:3: 'x' in column 'a' is no number; leave the field empty where it is missing")]
    [InlineData("time,a\nsoon,1\n",
        "f.csv:2: time 'soon' is not understood; write it as 2026-01-31T12:00:00Z or in seconds since 1970")]
    [InlineData("time,a\n1767312000000,1\n",
        "f.csv:2: time '1767312000000' lies out of all reach; it takes seconds since 1970, not milliseconds")]
    [InlineData("time,a,mask\n0,1,2\n", "f.csv:2: '2' in column 'mask' is neither 0 nor 1")]
    [InlineData("time,a\n0,1\n\n60,1\n60,2\n", "f.csv:5: time 1970-01-01T00:01:00Z is there twice")]
    [InlineData("time,a\n0,1\n60,1\n30,2\n",
        "f.csv:4: time 1970-01-01T00:00:30Z comes after 1970-01-01T00:01:00Z: sort the lines by time")]
    [InlineData("time,a\n0,1\n60,1\n120,1\n150,1\n",
        "f.csv:5: 30 s after the one before, which is no multiple of the interval of 60 s")]
    [InlineData("time,a\n0,1\n", "f.csv: one line does not tell how wide a point is; say it with --interval")]
    [InlineData("time,a\n0,1\n7200,1\n", "f.csv: points of 7200 s cannot be judged; 1 s to 1 h can")]
    [InlineData("time,a\n0,1\n1,1\n2,2\n7000000000,1\n",
        "f.csv: 7000000001 points of 1 columns from 1970-01-01T00:00:00Z to 2191-10-27T12:26:40Z are more than"
        + " is taken in")]
    [InlineData("time,CPU\n0,1\n60,1\n",
        "f.csv: column 'CPU' cannot name a signal; give it a name of lower-case letters, digits, - and . with --map"
        + " 'CPU=NAME'")]
    [InlineData("time,e.bad\n0,1\n60,1\n", "f.csv: column 'e.bad' has no column 'e.total' beside it")]
    [InlineData("time,e.total\n0,1\n60,1\n", "f.csv: column 'e.total' has no column 'e.bad' beside it")]
    [InlineData("time,e.bad,e.total\n0,1,9\n60,5,3\n", "f.csv:3: e has 5 bad of 3: these are no counts")]
    [InlineData("time,l.le.x,l.le.+Inf\n0,1,9\n60,5,3\n", "f.csv: column 'l.le.x' has no bound behind '.le.'")]
    [InlineData("time,l.le.1,l.le.2\n0,1,9\n60,5,9\n",
        "f.csv: latency 'l' needs at least one bound and a column 'l.le.+Inf' of all requests")]
    [InlineData("time,l.le.1,l.le.+Inf\n0,1,9\n60,5,3\n",
        "f.csv:3: l has 3 requests up to one bound and 5 up to the one before: buckets are cumulative counts")]
    [InlineData("time,a.requests\n0,1\n60,-1\n", "f.csv:3: a.requests is -1: a rate is not negative")]
    [InlineData("time,mask\n0,1\n60,0\n", "f.csv: there is no column of a signal")]
    public void What_is_no_table_is_refused_with_its_line(string text, string fault) =>
        Assert.Equal(fault, Fault(text, new()));

    [Fact]
    public void Wishes_about_what_is_not_there_are_refused()
    {
        const string text = "time,a\n0,1\n60,1\n";
        var kinds = new Dictionary<string, SignalKind> { ["a"] = SignalKind.Ratio };
        Assert.Equal("f.csv:1: there is no column 'b', which --map names; there are 'time', 'a'",
            Fault(text, new() { Names = new Dictionary<string, string> { ["b"] = "c" } }));
        Assert.Equal("f.csv: there is no signal 'b'; there are a",
            Fault(text, new() { Only = new HashSet<string> { "b" } }));
        Assert.Equal("f.csv: 'a' cannot be a ratio: a ratio has the columns 'a.bad' and 'a.total'",
            Fault(text, new() { Kinds = kinds }));
    }

    [Theory]
    [InlineData(2, 100, 9, 99, "f.csv:4: 2 lines of 3 columns are as much as is taken in; cut the file")]
    [InlineData(9, 5, 9, 99, "f.csv:3: 1 lines of 3 columns are as much as is taken in; cut the file")]
    [InlineData(9, 100, 1, 99, "f.csv:1: 2 columns are more than the 1 that are taken in")]
    [InlineData(9, 100, 9, 8, "f.csv:4: a line of 9 characters; at most 8 are taken")]
    public void Every_limit_is_kept(int points, int numbers, int columns, int line, string fault)
    {
        const string text = "time,a,b\n0,1,1\n60,1,1\n120,1,100\n";
        var limits = new TableLimits
        {
            MostPoints = points,
            MostNumbers = numbers,
            MostColumns = columns,
            LongestLine = line,
        };
        Assert.Equal(fault, Assert.Throws<TableException>(() =>
            CsvReader.Read(new StringReader(text), "f.csv", new(), limits)).Message);
    }

    private static PointTable Read(string text) =>
        TableMaker.Of(CsvReader.Read(new StringReader(text), "f.csv", new()), new());

    private static string Fault(string text, SignalWishes wishes) => Assert.Throws<TableException>(() =>
        TableMaker.Of(CsvReader.Read(new StringReader(text), "f.csv", wishes), wishes)).Message;
}
