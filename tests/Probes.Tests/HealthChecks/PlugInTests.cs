using Bellwether.Probes.HealthChecks;
using Bellwether.Tests;

namespace Bellwether.Probes.Tests.HealthChecks;

public sealed class PlugInTests : IDisposable
{
    private readonly AcmePlugIns _acme = new();

    public void Dispose() => _acme.Dispose();

    [Fact]
    public async Task A_plug_in_runs_with_its_own_version_of_a_library_that_the_agent_has_as_well()
    {
        var look = await LookAsync("good");
        Assert.Equal(Reachability.Good, look.Reachability);
        Assert.Equal(13, look.Readings.Single(reading => reading.Name == "data.library-major").Value);
    }

    [Fact]
    public async Task Numbers_among_the_data_become_levels_and_nothing_else_does()
    {
        var look = await LookAsync("good");
        Assert.Equal(
            [
                ("data.library-major", ""), ("data.oldest-message", "seconds"), ("data.queue-length", ""),
                ("data.share", ""), ("latency", "seconds"),
            ],
            look.Readings.Select(reading => (reading.Name, reading.Family.Unit)).Order());
        Assert.Equal(1.5, look.Readings.Single(reading => reading.Name == "data.oldest-message").Value);
        Assert.Equal(0.25, look.Readings.Single(reading => reading.Name == "data.share").Value);
    }

    [Theory]
    [InlineData(2, Reachability.Good, null, false)]
    [InlineData(1, Reachability.Good, null, true)]
    [InlineData(0, Reachability.Bad, "unhealthy", false)]
    [InlineData(17, Reachability.Missing, "no-status", false)]
    [InlineData(-1, Reachability.Missing, "no-status", false)]
    public async Task The_status_decides_whatever_the_data_say(
        int status, Reachability reachability, string? reason, bool degraded)
    {
        var look = await LookAsync("status", status);
        Assert.Equal((reachability, reason, degraded), (look.Reachability, look.Reason, look.Degraded));
    }

    [Fact]
    public async Task A_degraded_check_is_bad_where_the_operator_says_so()
    {
        var kind = Checks.Find(_acme.Folder, "status");
        await using var probe = Checks.Of(
            new HealthCheckProbeOptions { Degraded = DegradedMeaning.Bad },
            kind.With(kind.Constructors[0], [1, "half the queue is lost"]), TimeProvider.System);
        var look = await probe.LookAsync(CancellationToken.None);
        Assert.Equal((Reachability.Bad, "degraded"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task Far_too_many_data_are_cut_off()
    {
        var look = await LookAsync("lying");
        Assert.Equal(Reachability.Good, look.Reachability);
        Assert.Equal(CheckReadings.Most + 1, look.Readings.Count);
        Assert.Contains(look.Readings, reading => reading.Name == "data.error-000");
    }

    [Theory]
    [InlineData("anything", Reachability.Bad, "threw")]
    [InlineData("cancelled", Reachability.Bad, "threw")]
    [InlineData("memory", Reachability.Missing, "broken-check")]
    [InlineData("type", Reachability.Missing, "broken-check")]
    public async Task A_check_that_throws_is_bad_unless_it_is_the_check_that_is_broken(
        string what, Reachability reachability, string reason)
    {
        var look = await LookAsync("throwing", what);
        Assert.Equal((reachability, reason), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task What_a_check_was_given_is_cut_out_of_what_it_says()
    {
        var look = await LookAsync("throwing", "anything", "Host=db;Password=hunter2-hunter2");
        Assert.Equal(
            "InvalidOperationException: cannot use (hidden) (IOException: because of (hidden))", look.Detail);
        var said = await LookAsync("status", 0, "hunter2-hunter2 is not the password");
        Assert.Equal("(hidden)", said.Detail);
    }

    [Fact]
    public async Task A_check_that_gives_no_task_is_missing()
    {
        var look = await LookAsync("nothing");
        Assert.Equal((Reachability.Missing, "no-answer"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task A_check_that_cannot_be_made_is_missing_until_it_can()
    {
        await using var probe = Checks.Of(_acme.Folder, "unmade", _acme.Gate);
        var look = await probe.LookAsync(CancellationToken.None);
        Assert.Equal((Reachability.Missing, "not-made", "InvalidOperationException: not yet"),
            (look.Reachability, look.Reason, look.Detail));
        _acme.Open();
        Assert.Equal(Reachability.Good, (await probe.LookAsync(CancellationToken.None)).Reachability);
    }

    [Theory]
    [InlineData("hanging")]
    [InlineData("blocking")]
    public async Task A_check_that_ignores_its_token_is_missing_and_runs_once_until_it_ends(string name)
    {
        var time = new FakeTimeProvider();
        await using var probe = Checks.Of(Checks.Find(_acme.Folder, name), time, 2, _acme.Gate);
        var looking = probe.LookAsync(CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(2));
        var first = await looking.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((Reachability.Missing, "timeout"), (first.Reachability, first.Reason));

        for (var i = 0; i < 20; i++)
        {
            time.Advance(TimeSpan.FromSeconds(10));
            var next = await probe.LookAsync(CancellationToken.None).AsTask().WaitAsync(TimeSpan.FromSeconds(10));
            Assert.Equal((Reachability.Missing, "still-running"), (next.Reachability, next.Reason));
        }

        _acme.Open();
        Look look;
        var start = TimeProvider.System.GetTimestamp();
        do look = await probe.LookAsync(CancellationToken.None);
        while (look.Reason is "still-running" && TimeProvider.System.GetElapsedTime(start).TotalSeconds < 10);
        Assert.Equal(Reachability.Good, look.Reachability);
    }

    [Fact]
    public async Task A_check_that_calls_our_impatience_unhealthy_is_missing()
    {
        var time = new FakeTimeProvider();
        await using var probe = Checks.Of(Checks.Find(_acme.Folder, "obedient"), time, 2);
        var looking = probe.LookAsync(CancellationToken.None).AsTask();
        time.Advance(TimeSpan.FromSeconds(2));
        var look = await looking.WaitAsync(TimeSpan.FromSeconds(10));
        Assert.Equal((Reachability.Missing, "timeout"), (look.Reachability, look.Reason));
    }

    [Theory]
    [InlineData("obedient")]
    [InlineData("hanging")]
    public async Task A_look_that_we_end_ourselves_is_no_finding(string name)
    {
        using var stopping = new CancellationTokenSource();
        await using var probe = Checks.Of(Checks.Find(_acme.Folder, name), TimeProvider.System, 30,
            name == "hanging" ? [_acme.Gate] : []);
        var looking = probe.LookAsync(stopping.Token).AsTask();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => looking.WaitAsync(TimeSpan.FromSeconds(10)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => probe.LookAsync(stopping.Token).AsTask());
        _acme.Open();
    }

    [Fact]
    public async Task A_check_that_never_ends_putting_its_things_away_is_left_behind()
    {
        var probe = Checks.Of(_acme.Folder, "sticky", _acme.Gate);
        await probe.LookAsync(CancellationToken.None);
        await probe.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.True(File.Exists(_acme.Gate));
    }

    private async Task<Look> LookAsync(string name, params object?[] arguments)
    {
        await using var probe = Checks.Of(_acme.Folder, name, arguments);
        return await probe.LookAsync(CancellationToken.None);
    }
}
