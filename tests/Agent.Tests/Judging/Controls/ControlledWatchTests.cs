using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Judging.Controls;
using Xunit.Abstractions;

namespace Bellwether.Agent.Tests.Judging.Controls;

public sealed class ControlledWatchTests(ITestOutputHelper output)
{
    private const int Day = 288;
    private const int Window = 40;
    private const int WarmUp = 5;

    [Fact]
    public void A_fault_on_the_treated_side_alone_is_found_and_told_in_its_own_unit()
    {
        var found = Judged(seed: 1, days: 4, treated: 1.5, control: 1);
        Assert.True(found.Fails);
        Assert.False(found.ControlFails);
        Assert.InRange(found.ByHistory!.Normal, 60, 140);
        Assert.InRange(found.ByHistory.Change / found.ByHistory.Normal, 0.35, 0.65);
        Assert.InRange(found.ByHistory.Low / found.ByHistory.Normal, 0.2, 0.6);
        Assert.InRange(found.ByHistory.High / found.ByHistory.Normal, 0.4, 0.8);
    }

    [Fact]
    public void What_lifts_both_sides_is_a_shared_cause()
    {
        var found = Judged(seed: 2, days: 4, treated: 2, control: 2);
        Assert.False(found.Fails);
        Assert.True(found.ControlFails);
    }

    [Fact]
    public void A_healthy_version_beside_a_healthy_control_is_bounded()
    {
        var found = Judged(seed: 3, days: 4, treated: 1, control: 1);
        Assert.False(found.Fails);
        Assert.False(found.ControlFails);
        Assert.InRange(found.ByHistory!.High / found.ByHistory.Normal, 0, 0.1);
    }

    [Fact]
    public void A_wave_that_both_sides_ride_costs_no_power()
    {
        // Load that comes and goes at random lifts both sides alike: 15 % are seen beside the control, not alone.
        var (beside, alone) = (0, 0);
        for (var seed = 10UL; seed < 25; seed++)
        {
            var (treated, control) = Riding(new(seed), 4 * Day + Window);
            for (var i = 4 * Day; i < treated.Length; i++) treated[i] *= 1.15;
            if (Ask(treated, control, 4 * Day).Fails) beside++;
            // A side is its own control where the control is a constant.
            if (Ask(treated, MadeSeries.Constant(treated.Length, 1), 4 * Day).Fails) alone++;
        }

        output.WriteLine($"15 % more: found beside the control {beside} of 15, alone {alone}");
        Assert.True(beside >= 14, $"{beside}");
        Assert.True(alone <= 5, $"{alone}");
    }

    [Fact]
    public void Without_history_blocks_of_the_change_are_judged_and_a_side_that_was_always_slower_passes()
    {
        var dice = new Dice(4);
        var slower = MadeSeries.Noise(dice, 100, 150, 5);
        var faster = MadeSeries.Noise(dice, 100, 100, 5);
        var found = Ask(slower, faster, 60);
        Assert.Null(found.ByHistory);
        Assert.False(found.Fails);
        Assert.True(found.ByBlocks!.Excludes(0.1, Direction.Increase));

        double[] worse = [.. slower.Select((x, i) => i < 60 ? x : 1.4 * x)];
        var bad = Ask(worse, faster, 60);
        Assert.True(bad.Fails);
        Assert.False(bad.ControlFails);
        Assert.InRange(bad.ByBlocks!.Level / bad.ByBlocks.Normal, 1.35, 1.45);
    }

    [Fact]
    public void With_nothing_from_before_the_sides_themselves_are_compared()
    {
        var dice = new Dice(5);
        var (good, bad) = (MadeSeries.Noise(dice, 40, 100, 5), MadeSeries.Noise(dice, 40, 150, 5));
        Assert.True(Ask(bad, good, 0).Fails);
        Assert.False(Ask(good, good, 0).Fails);
    }

    [Fact]
    public void Levels_that_are_zero_or_below_are_compared_by_difference()
    {
        var dice = new Dice(6);
        var control = MadeSeries.Noise(dice, 4 * Day + Window, 0, 5);
        var treated = MadeSeries.Noise(dice, 4 * Day + Window, 50, 5);
        Assert.False(Ask(treated, control, 4 * Day).Fails);
        for (var i = 4 * Day; i < treated.Length; i++) treated[i] += 25;
        var found = Ask(treated, control, 4 * Day);
        Assert.True(found.Fails);
        Assert.InRange(found.ByHistory!.Change, 20, 30);
    }

    [Fact]
    public void A_level_that_drops_to_zero_fails_where_less_is_worse()
    {
        var dice = new Dice(7);
        var (treated, control) = Riding(dice, 4 * Day + Window);
        for (var i = 4 * Day; i < treated.Length; i++) treated[i] = 0;
        Assert.True(Ask(treated, control, 4 * Day, Direction.Decrease).Fails);
    }

    [Fact]
    public void Healthy_versions_beside_their_control_stay_within_the_budget()
    {
        const int Cases = 60;
        var failed = 0;
        for (var seed = 0UL; seed < Cases; seed++)
        {
            var (treated, control) = Riding(new(1000 + seed), 3 * Day + Window);
            if (Ask(treated, control, 3 * Day).Fails) failed++;
        }

        output.WriteLine($"{failed} of {Cases} healthy versions failed beside their control");
        Assert.InRange(failed, 0, Cases * 0.05);
    }

    private static ControlledFinding Judged(ulong seed, int days, double treated, double control)
    {
        var (ours, theirs) = Riding(new(seed), days * Day + Window);
        for (var i = days * Day; i < ours.Length; i++) (ours[i], theirs[i]) = (ours[i] * treated, theirs[i] * control);
        return Ask(ours, theirs, days * Day);
    }

    /// <summary>Two sides under the same daily wave and the same slow changes of load.</summary>
    private static (double[] Treated, double[] Control) Riding(Dice dice, int points)
    {
        var load = MadeSeries.Autoregression(dice, points, 0.98, (0, 0.15));
        double At(int i, double level) => level * Math.Exp(load[i] + 0.3 * Math.Sin(2 * Math.PI * i / Day)
            + 0.04 * dice.Normal());
        var (treated, control) = (new double[points], new double[points]);
        for (var i = 0; i < points; i++) (treated[i], control[i]) = (At(i, 100), At(i, 70));
        return (treated, control);
    }

    private static ControlledFinding Ask(
        double[] treated, double[] control, int at, Direction direction = Direction.Increase)
    {
        var plan = new PlaceboPlan
        {
            WarmUp = WarmUp,
            Window = Window,
            Looks = LookSchedule.Of(WarmUp, Window),
            Seed = 5,
        };
        LevelHistory History(double[] of) => new()
        {
            Levels = of.AsMemory(0, at),
            Interval = TimeSpan.FromMinutes(5),
            Direction = direction,
            Masked = [new MaskedRange(0, 3)],
        };
        var from = Math.Max(0, at - Statistics.BasePoints);
        return ControlledWatch.Examine(new()
        {
            Calibration = ControlledCalibration.Learn(History(treated), History(control), plan),
            TreatedBefore = treated.AsMemory(from, at - from),
            TreatedObserved = treated.AsMemory(at),
            ControlBefore = control.AsMemory(from, at - from),
            ControlObserved = control.AsMemory(at),
            WarmUp = WarmUp,
            Direction = direction,
            Needed = -Math.Log(0.05),
        });
    }
}
