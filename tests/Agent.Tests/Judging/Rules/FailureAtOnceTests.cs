using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.Story;

namespace Bellwether.Agent.Tests.Judging.Rules;

public sealed class FailureAtOnceTests
{
    [Theory]
    [InlineData("100+ 100- 0- 0- 0-", false)]
    [InlineData("100+ 200- 200-", true)]
    [InlineData("100+ 200+ 0- 0-", true)]
    [InlineData("100+ 200+ 0- 200+", false)]
    [InlineData("100+ 200+ 0- ?? 0-", true)]
    [InlineData("100+ 200+ ?? ?? ??", false)]
    [InlineData("100+ 200+ 201+", false)]
    [InlineData("100+ 200+ 201+ 202+", true)]
    [InlineData("100+ 200+ 201+ 200+ 201+", false)]
    [InlineData("100! 200+", false)]
    [InlineData("100+ 200+ 200!", true)]
    [InlineData("100+ 200+ 0!", true)]
    [InlineData("100+ 100+ 100+", false)]
    public void The_new_process_must_live_and_the_old_one_need_not(string looks, bool fails) =>
        Assert.Equal(
            fails ? Decision.Rollback : Decision.Pending, After(looks, new() { ["one"] = 100 }, t0: true).Decision);

    [Theory]
    [InlineData("100+ 0- 0- 0-", false)]
    [InlineData("0- 200+ 0- 0-", true)]
    public void Without_an_id_at_the_announcement_the_first_process_is_the_old_one_unless_none_ran(
        string looks, bool fails) =>
        Assert.Equal(fails, After(looks, [], t0: false).Decision == Decision.Rollback);

    [Fact]
    public void It_is_found_before_t0_and_in_the_time_of_the_start() =>
        Assert.Equal(
            "the new process 200 is gone on one", After("100+ 200- 200-", new() { ["one"] = 100 }, t0: false).Summary);

    [Fact]
    public void The_exit_code_is_told() =>
        Assert.Equal("the new process 200 exited with code 139 on one",
            After("100+ 200!", new() { ["one"] = 100 }, t0: true).Summary);

    [Fact]
    public void Two_restarts_that_a_signal_counts_fail_at_once()
    {
        var signal = State("", "") with { Name = "app.restarts", Count = 2 };
        Assert.Equal(Decision.Rollback, Judge.Watch(Watch(1, [], signal)).Decision);
    }

    [Fact]
    public void A_living_process_alone_promotes_nothing()
    {
        var asked = Watch(30, [])
            .With(snapshot => snapshot with { Processes = Marks("100+ 200+ 200+"), ProcessesAtStart = Old });
        Assert.Equal(Cause.NoData, Judge.Watch(asked).Cause);
    }

    private static Dictionary<string, int> Old { get; } = new() { ["one"] = 100 };

    private static Judgement After(string looks, Dictionary<string, int> atStart, bool t0) =>
        Judge.Watch(Watch(1, []).With(snapshot => snapshot with
        {
            T0 = t0 ? T0 : null,
            Processes = Marks(looks),
            ProcessesAtStart = atStart,
        }));

    /// <summary>Looks a second apart: an id (0 for none) and + alive, - gone, ! exited with 139; ?? could not be
    /// told.</summary>
    private static IReadOnlyList<ProcessMark> Marks(string looks) => [.. looks.Split(' ').Select((look, i) =>
    {
        var id = look == "??" ? 0 : int.Parse(look[..^1], System.Globalization.CultureInfo.InvariantCulture);
        return new ProcessMark(T0.AddSeconds(i - 20), "one", id == 0 ? null : id,
            look[^1] switch { '+' => true, '-' or '!' => false, _ => null }, look[^1] == '!' ? 139 : null);
    })];
}
