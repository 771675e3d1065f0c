using System.Text.Json;
using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Contracts.Verdicts;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;
using Outcome = Bellwether.Contracts.Verdicts.Outcome;

namespace Bellwether.Agent.Tests.Judging.Laws;

/// <summary>Laws of the judge of a case. The first five see to it that at least three of ten cases promote and three of
/// ten roll back; the others count what they exercised.</summary>
public sealed class CaseLaws(ITestOutputHelper output)
{
    private static readonly double[] Hostile =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, double.MaxValue, double.MinValue,
        double.Epsilon, -double.Epsilon, 1e-310, 0, -0.0, -1, 1,
    ];

    private static readonly JsonSerializerOptions Readable = new()
    {
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private int all;
    private int promoted;
    private int rolledBack;
    private int spoke;

    /// <remarks>Powers of two are exact; other factors round, and a verdict may then only change where a number meets
    /// its threshold to the last bit, which these cases do not.</remarks>
    [Fact]
    public void Another_unit_never_changes_a_verdict()
    {
        Holds(250, (seed, dice) =>
        {
            var asked = MadeCases.OfLevels(seed);
            var (plain, exact) = (Counted(asked), (int)(dice.Next() % 61) - 30);
            var scaled = CaseJudge.Judge(asked.WithLevels(x => Math.ScaleB(x, exact)));
            var factor = MadeCases.Pick(dice, [1e-6, 0.001, 0.3, 7, 1000]);
            return Same(plain, scaled) && Same(plain, CaseJudge.Judge(asked.WithLevels(x => x * factor)));
        });
        Balanced();
    }

    [Fact]
    public void The_order_of_signals_never_matters()
    {
        Holds(400, (seed, dice) =>
        {
            var (one, other) = (MadeCases.WithHistory(seed), MadeCases.Counts(new((ulong)seed + 5)));
            // Counts beside levels, so that there are signals of different methods.
            var asked = dice.Uniform() < 0.7 ? one
                : one with { Signals = [.. one.Signals, "errors"], Counts = other.Counts, Tolerate = other.Tolerate };
            var plain = Counted(asked);
            var turned = CaseJudge.Judge(asked with { Signals = [.. asked.Signals.Reverse()] }, MadeCases.Cache);
            return Same(plain, turned) && plain.Signal == turned.Signal
                && plain.Evidence.ToHashSet().SetEquals(turned.Evidence);
        });
        Balanced();
    }

    /// <remarks>Of a history's signals any one point may be worse. Of a pair all are, by as much: what one worse point
    /// does to a pair's spread may speak for chance, as it should.</remarks>
    [Fact]
    public void A_worse_window_never_improves_the_outcome()
    {
        Holds(600, (seed, dice) =>
        {
            var asked = MadeCases.Of(seed);
            var either = asked.Directions.TryGetValue("value", out var way) && way == Direction.Either;
            var up = either ? 0 : 40 * dice.Uniform();
            var (name, at) = (dice.Uniform() < 0.5 ? "cpu" : "p99", (int)(dice.Next() % MadeCases.Window));
            var worse = asked
                .WithObserved((signal, i, x) => signal == "value" ? x + up : signal == name && i == at ? x + 2 * up : x)
                .WithPairs((i, pair) => i != at ? pair : CountPair.Of(Math.Min(pair.Total, pair.Bad + up), pair.Total));
            var (before, after) = (Counted(asked), CaseJudge.Judge(worse, MadeCases.Cache));
            return Rank(after) <= Rank(before);
        });
        Balanced();
    }

    [Fact]
    public void Missing_points_never_turn_a_plain_and_lasting_failure_into_a_promote()
    {
        var plain = 0;
        Holds(400, (seed, dice) =>
        {
            var asked = MadeCases.Of(seed);
            var share = dice.Uniform();
            var before = Counted(asked);
            var holes = asked.WithObserved((_, _, x) => dice.Uniform() < share ? double.NaN : x)
                .WithPairs((_, pair) => dice.Uniform() < share ? default : pair);
            // A failure that was only just told may be one that the points left over exclude: five errors of 3 400.
            if (before.Decision != Decision.Rollback || !before.Evidence.Any(IsPlain)) return true;
            plain++;
            return CaseJudge.Judge(holes, MadeCases.Cache).Decision != Decision.Promote;
        });
        Balanced();
        Assert.True(plain > 40, $"{plain} plain failures");
    }

    [Fact]
    public void Hostile_numbers_never_throw_and_never_promote_without_evidence()
    {
        Holds(600, (seed, dice) =>
        {
            var asked = MadeCases.Of(seed);
            var share = MadeCases.Pick(dice, [0.05, 0.3, 1]);
            double Spoil(double x) => dice.Uniform() < share ? Some() : x;
            double Some() => MadeCases.Pick(dice, Hostile);
            CountPair SpoilPair(int i, CountPair pair) => dice.Uniform() < share ? CountPair.Of(Some(), Some()) : pair;
            var spoiled = (dice.Uniform() < 0.5 ? asked.WithLevels(Spoil) : asked.WithObserved((_, _, x) => Spoil(x)))
                .WithPairs(SpoilPair);
            var answer = CaseJudge.Judge(spoiled);
            if (answer.Decision == Decision.Promote) promoted++;
            spoke++;
            var holds = answer.Evidence.All(IsFinite) && (answer.Decision != Decision.Promote || HasEvidence(answer));
            if (!holds) output.WriteLine(JsonSerializer.Serialize(answer, Readable));
            return holds;
        });
        output.WriteLine($"{promoted} of {spoke} spoiled cases were promoted on evidence");
    }

    [Fact]
    public void The_same_case_has_the_same_bytes()
    {
        Holds(300, (seed, _) =>
        {
            var one = CaseJudge.Judge(MadeCases.Of(seed));
            var other = CaseJudge.Judge(MadeCases.Of(seed), MadeCases.Cache);
            spoke++;
            return JsonSerializer.Serialize(one) == JsonSerializer.Serialize(other);
        });
        Assert.Equal(300, spoke);
    }

    /// <remarks>A restarted agent knows the points so far and learns the same again: what was decided does not hang on
    /// what came after it.</remarks>
    [Fact]
    public void A_judge_restarted_in_mid_window_agrees_with_one_that_was_not()
    {
        Holds(400, (seed, _) =>
        {
            var asked = seed % 2 == 0 ? MadeCases.WithHistory(seed) : MadeCases.Counts(new((ulong)seed));
            var whole = CaseJudge.Judge(asked, MadeCases.Cache);
            if (whole.AtPoint < asked.WindowPoints) spoke++;
            var cut = CaseJudge.Judge(asked.WithObserved((_, i, x) => i < whole.AtPoint ? x : double.NaN)
                .WithPairs((i, pair) => i < whole.AtPoint ? pair : default));
            if (!Same(whole, cut))
                output.WriteLine($"{JsonSerializer.Serialize(whole)}\n{JsonSerializer.Serialize(cut)}");
            return Same(whole, cut) && whole.Signal == cut.Signal;
        });
        output.WriteLine($"{spoke} of 400 were decided before the window's end");
        Assert.True(spoke >= 200, $"{spoke}");
    }

    [Fact]
    public void Spikes_on_the_hour_do_not_fire()
    {
        const int Day = 288, History = 4 * Day;
        var (fired, cases) = (0, 0);
        for (var seed = 0UL; seed < 4; seed++)
        {
            var dice = new Dice(seed + 40);
            var levels = MadeSeries.Noise(dice, History + 12 + MadeCases.Window, 100, 3)
                .Select((x, i) => i % 12 == 0 ? 3 * x : x).ToArray();
            // Every phase of the hour.
            for (var phase = 0; phase < 12; phase++)
            {
                var series = new SeriesDefinition
                {
                    Name = $"jobs-{seed}",
                    IntervalSeconds = 300,
                    Signals = new Dictionary<string, double[]> { ["cpu"] = levels },
                };
                var answer = CaseJudge.Judge(new()
                {
                    Series = series,
                    At = History + phase,
                    Signals = ["cpu"],
                    WarmUpPoints = 3,
                    WindowPoints = MadeCases.Window,
                });
                cases++;
                if (answer.Decision == Decision.Rollback) fired++;
            }
        }

        output.WriteLine($"{fired} of {cases} deployments at all phases of an hourly job were rolled back");
        Assert.Equal(48, cases);
        Assert.InRange(fired, 0, 2);
    }

    private CaseAnswer Counted(CaseQuestion asked)
    {
        var answer = CaseJudge.Judge(asked, MadeCases.Cache);
        all++;
        if (answer.Decision == Decision.Promote) promoted++;
        if (answer.Decision == Decision.Rollback) rolledBack++;
        return answer;
    }

    private void Balanced()
    {
        output.WriteLine($"{all} cases: {promoted} promoted, {rolledBack} rolled back");
        Assert.True(promoted >= 0.3 * all, $"{promoted} of {all} promoted");
        Assert.True(rolledBack >= 0.3 * all, $"{rolledBack} of {all} rolled back");
    }

    private static bool Same(CaseAnswer one, CaseAnswer other) =>
        (one.Decision, one.Cause, one.AtPoint) == (other.Decision, other.Cause, other.AtPoint);

    private static int Rank(CaseAnswer answer) => answer.Decision switch
    {
        Decision.Promote => 2,
        Decision.Inconclusive => 1,
        _ => 0,
    };

    /// <summary>Three times the evidence that a rollback takes.</summary>
    private static bool IsPlain(Evidence evidence) =>
        evidence is { Outcome: Outcome.Fail } && !(evidence.Strength < 3 * Math.Log(20));

    private static bool HasEvidence(CaseAnswer answer) =>
        answer.Evidence.Any(evidence => evidence is { Outcome: Outcome.Pass, Observed.Points: > 0 })
        && answer.Evidence.All(evidence => evidence.Outcome != Outcome.Fail
            && (!evidence.Critical || evidence.Method == "e5" || evidence.Outcome == Outcome.Pass));

    private static bool IsFinite(Evidence evidence) => new[]
    {
        evidence.Effect, evidence.Low, evidence.High, evidence.Detectable, evidence.Strength, evidence.Observed?.Value,
        evidence.Baseline?.Value,
    }.All(number => number is not { } value || double.IsFinite(value));

    private static void Holds(int cases, Func<int, Dice, bool> law) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => law(seed, new Dice((ulong)seed + 1)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
}
