using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Watching;

public sealed class StartConditionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(10, null)]
    [InlineData(3600, null)]
    [InlineData(3601, "the backup is old: b.age is 60 min, at most 60 min are allowed")]
    [InlineData(36000, "the backup is old: b.age is 10 h, at most 60 min are allowed")]
    public void A_level_over_its_limit_is_a_reason(double age, string? words)
    {
        var reasons = Assess([Level("b.age", age, Now)]);
        if (words is null) Assert.Empty(reasons);
        else Assert.Equal(("old", "b.age", words), Said(Assert.Single(reasons)));
    }

    [Fact]
    public void What_is_only_limited_holds_where_nothing_is_known() => Assert.Empty(Assess([]));

    [Fact]
    public void What_must_be_known_does_not_hold_where_nothing_is_known_or_only_of_long_ago()
    {
        Assert.Equal(
            "the backup is old: b.age was not seen lately", Assert.Single(Assess([], needs: true)).Explanation);
        // Three looks of ten seconds and two points of fifteen.
        Assert.Empty(Assess([Level("b.age", 1, Now.AddSeconds(-60))], needs: true));
        Assert.Single(Assess([Level("b.age", 1, Now.AddSeconds(-61))], needs: true));
    }

    [Fact]
    public void A_level_under_its_limit_is_a_reason() => Assert.Equal(
        "the backup is old: b.age is 1 s, at least 5 s are needed",
        Assert.Single(Assess([Level("b.age", 1, Now)], min: 5)).Explanation);

    private static (string Code, string? Signal, string Words) Said(PreflightReason reason) =>
        (reason.Code, reason.Signal, reason.Explanation);

    private static IReadOnlyList<PreflightReason> Assess(
        IReadOnlyList<SignalStatus> known, bool needs = false, double? min = null)
    {
        StartCondition condition = new()
        {
            Signal = "age",
            Code = "old",
            Words = "the backup is old",
            Max = min is null ? 3600 : null,
            Min = min,
            NeedsLevel = needs,
        };
        var kind = ProbeKind.Of<EveryTenSeconds>("backup", (_, _) => []) with { Conditions = _ => [condition] };
        return [.. StartConditions.Assess(
            new WatchPlan
            {
                Service = "shop",
                Environment = "demo",
                Mode = Mode.Gate,
                Policy = new PolicyPlan(),
                Probes = [new ProbePlan("b", kind, new EveryTenSeconds())],
                Digest = "sha256:0",
            }, known, Now)];
    }

    private static SignalStatus Level(string signal, double level, DateTimeOffset at) => new()
    {
        Service = "shop",
        Environment = "demo",
        Signal = signal,
        Kind = SignalKind.Gauge,
        Unit = "seconds",
        Source = "age",
        Last = level,
        LastAt = at,
        HistoryPoints = 1,
    };

    private sealed class EveryTenSeconds : IProbeOptions
    {
        public TimeSpan Every => TimeSpan.FromSeconds(10);

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
    }
}
