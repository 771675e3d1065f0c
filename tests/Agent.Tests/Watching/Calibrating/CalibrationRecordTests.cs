using System.Text.Json;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Tests.Judging.Calibrations;
using Bellwether.Agent.Watching.Calibrating;
using Bellwether.Contracts.Deployments;
using static Bellwether.Agent.Tests.Judging.Calibrations.Learned;

namespace Bellwether.Agent.Tests.Watching.Calibrating;

public sealed class CalibrationRecordTests
{
    private static readonly DeploymentCalibration Three = Of(
        new CompareRulePlan { Name = "one", Signal = "queue" },
        new CompareRulePlan { Name = "both", Signal = "queue", Direction = Direction.Either },
        new CompareRulePlan { Name = "three", Signal = "queue" });

    [Fact]
    public void Every_number_comes_back_as_it_was()
    {
        var record = CalibrationRecord.Of(Deployed(), Three);
        Assert.Equal((JournalLimits.Calibration, "calibration:shop-2:1"), (record.Kind, record.Key));
        Assert.Equal(Json(Three), Json(CalibrationRecord.Read(new(1, T0, record, ""))));
    }

    [Fact]
    public void What_would_take_too_much_room_goes_largest_first_and_says_so()
    {
        var whole = CalibrationRecord.Of(Deployed(), Three).Body.Length;
        var read = CalibrationRecord.Read(
            new(1, T0, CalibrationRecord.Of(Deployed(), Three, mostBytes: whole - 1), ""));
        Assert.Equal([true, false, true], read.Rules.Select(rule => rule.Learned is not null));
        Assert.Contains("more room", read.Rules[1].WhyNot, StringComparison.Ordinal);
        var none = CalibrationRecord.Read(new(1, T0, CalibrationRecord.Of(Deployed(), Three, mostBytes: 10), ""));
        Assert.All(none.Rules, rule => Assert.Null(rule.Learned));
    }

    [Fact]
    public void Twenty_signals_in_both_directions_fit()
    {
        var twenty = Of([.. Enumerable.Range(0, 20).Select(i =>
            new CompareRulePlan { Name = $"r{i}", Signal = "queue", Direction = Direction.Either })]);
        var bytes = CalibrationRecord.Of(Deployed(), twenty).Body.Length;
        Assert.InRange(bytes, 1, CalibrationLimits.MostBytes * 2 / 3);
    }

    [Fact]
    public void A_body_that_was_given_up_is_nothing_learned() => Assert.Empty(CalibrationRecord.Read(
        new(1, T0, new(JournalLimits.Calibration, "shop-2", null, default), "") { Pruned = true }).Rules);

    private static DeploymentCalibration Of(params CompareRulePlan[] rules) => new()
    {
        End = T0,
        Interval = Learned.Policy.Interval,
        Rules =
        [
            .. rules.Select(rule => Learned.Watch(
                rule, 3, minute => Gauge(LevelAt(minute)), minute => Gauge(LevelAt(minute))).Calibration.Rules[0]),
        ],
    };

    private static string Json(DeploymentCalibration learned) =>
        JsonSerializer.Serialize(learned, CalibrationJson.Default.DeploymentCalibration);

    private static Deployment Deployed() => Deployment.Begin(new(
        new DeploymentStarted
        {
            DeploymentId = "shop-2",
            Service = "shop",
            Environment = "demo",
            Version = "2",
        },
        new JudgePlan { Policy = new(), Rules = [] }, "sha256:0", Mode.Gate, new Dictionary<string, int>(), false)
    {
        At = T0,
    });
}
