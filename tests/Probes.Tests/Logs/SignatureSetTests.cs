using Bellwether.Probes.Logs.Messages;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.Logs;

public sealed class SignatureSetTests : IDisposable
{
    private static readonly SignatureLimits Limits =
        new() { Learn = TimeSpan.FromMinutes(15), AtLeast = 5, Every = TimeSpan.FromSeconds(5) };

    private readonly LogFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_was_seen_while_it_learned_is_never_new()
    {
        var set = Learned("usual");
        Assert.Equal(0, See(set, "usual", looks: 10));
    }

    [Fact]
    public void Until_it_has_learned_nothing_is_said()
    {
        var set = new SignatureSet(Limits, null, _time);
        Assert.Null(See(set, "x", looks: 10));
        Assert.Contains("still being learned", set.Tell().Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_never_seen_before_that_goes_on_is_told_and_quoted()
    {
        var set = Learned("usual");
        Assert.Equal(0, See(set, "no stock of #", looks: 4));
        Assert.Equal(1, See(set, "no stock of #", looks: 1));
        Assert.Equal("1 error never seen before: 5 times «no stock of #»", set.Tell().Detail);
    }

    [Fact]
    public void One_burst_is_not_enough()
    {
        var set = Learned("usual");
        for (var i = 0; i < 1000; i++) set.Seen("starting", isOld: false);
        Assert.Equal(0, set.Tell().Count);
    }

    [Fact]
    public void What_has_stopped_for_a_minute_is_not_told_any_more()
    {
        var set = Learned("usual");
        Assert.Equal(1, See(set, "x", looks: 6));
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(0, set.Tell().Count);
        set.Seen("x", isOld: false);
        Assert.Equal(1, set.Tell().Count);
    }

    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(1, 12)]
    [InlineData(5, 60)]
    [InlineData(600, 60)]
    public void Whoever_looks_often_knows_sooner_that_it_has_stopped(double every, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds),
            (Limits with { Every = TimeSpan.FromSeconds(every) }).StopsAfter);

    [Fact]
    public void A_rollback_does_not_make_it_known_and_two_hours_do()
    {
        var set = Learned("usual");
        See(set, "x", looks: 120);
        _time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(1, See(set, "x", looks: 6));
        Assert.Equal(0, See(set, "x", looks: 12 * 60 * 2));
    }

    [Fact]
    public void What_was_seen_at_two_times_before_and_a_day_ago_is_known_however_seldom_it_is()
    {
        var set = Learned("usual");
        Assert.Equal(1, See(set, "once a day", looks: 6));
        _time.Advance(TimeSpan.FromHours(20));
        Assert.Equal(1, See(set, "once a day", looks: 6));
        Assert.Equal("1 error hardly ever seen before: 6 times «once a day»", set.Tell().Detail);
        _time.Advance(TimeSpan.FromHours(20));
        Assert.Equal(0, See(set, "once a day", looks: 6));
    }

    [Fact]
    public void Three_tries_of_a_deployment_within_a_day_do_not_make_its_errors_known()
    {
        var set = Learned("usual");
        for (var i = 0; i < 3; i++)
        {
            _time.Advance(TimeSpan.FromHours(6));
            Assert.Equal(1, See(set, "x", looks: 60));
        }
    }

    [Fact]
    public void What_is_seldom_is_still_known_after_a_restart_of_the_agent()
    {
        var file = _folder.At("probes/shop/app.signatures");
        var before = new SignatureSet(Limits, file, _time);
        before.Tell();
        _time.Advance(Limits.Learn);
        See(before, "once a day", looks: 6);
        _time.Advance(TimeSpan.FromHours(20));
        See(before, "once a day", looks: 6);
        Assert.Null(before.Keep(atOnce: true));
        _time.Advance(TimeSpan.FromHours(20));
        Assert.Equal(0, See(new SignatureSet(Limits, file, _time), "once a day", looks: 6));
    }

    [Fact]
    public void What_the_old_version_logs_as_well_is_not_new()
    {
        var set = Learned("usual");
        Assert.Equal(1, See(set, "x", looks: 6));
        set.Seen("x", isOld: true);
        Assert.Equal(0, set.Tell().Count);
    }

    [Fact]
    public void A_restart_of_the_agent_makes_nothing_new_and_nothing_known()
    {
        var file = _folder.At("probes/shop/app.signatures");
        var before = new SignatureSet(Limits, file, _time);
        Assert.True(before.IsEmpty);
        before.Tell();
        See(before, "usual", looks: 1);
        _time.Advance(Limits.Learn);
        See(before, "x", looks: 6);
        Assert.Null(before.Keep(atOnce: true));
        Assert.DoesNotContain("usual", File.ReadAllText(file), StringComparison.Ordinal);

        var after = new SignatureSet(Limits, file, _time);
        Assert.False(after.IsEmpty);
        Assert.Equal(0, See(after, "usual", looks: 10));
        Assert.Equal(1, See(after, "x", looks: 6));
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else")]
    [InlineData("bellwether-signatures 999 1763668000\n")]
    [InlineData("bellwether-signatures 2 1763668000\nnonsense\n")]
    public void A_file_that_cannot_be_used_is_learned_anew(string text)
    {
        var set = new SignatureSet(Limits, _folder.AppendRaw("app.signatures", text), _time);
        Assert.True(set.IsEmpty);
        Assert.Null(set.Tell().Count);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_to_is_said()
    {
        _folder.Append("probes", "a file where a folder should be");
        var set = new SignatureSet(Limits, _folder.At("probes/app.signatures"), _time);
        set.Tell();
        Assert.NotNull(set.Keep(atOnce: true));
    }

    [Fact]
    public void A_set_that_overflowed_says_so_and_judges_nothing()
    {
        var set = Learned("usual");
        for (var i = 0; i <= SignatureLimits.Most; i++) set.Seen($"error {(char)('a' + (i % 26))}{i}", isOld: false);
        Assert.Null(set.Tell().Count);
        Assert.Contains("more than 4096 different errors", set.Tell().Detail, StringComparison.Ordinal);
        _time.Advance(SignatureLimits.ForgottenAfter + TimeSpan.FromHours(1));
        set.Seen("one more", isOld: false);
        Assert.Equal(0, set.Tell().Count);
    }

    private SignatureSet Learned(string usual)
    {
        var set = new SignatureSet(Limits, null, _time);
        set.Tell();
        set.Seen(usual, isOld: false);
        _time.Advance(Limits.Learn);
        return set;
    }

    private int? See(SignatureSet set, string text, int looks)
    {
        int? count = 0;
        for (var i = 0; i < looks; i++)
        {
            _time.Advance(Limits.Every);
            set.Seen(text, isOld: false);
            count = set.Tell().Count;
        }

        return count;
    }
}
