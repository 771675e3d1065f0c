using System.Text.Json;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Controls;
using Xunit.Abstractions;

namespace Bellwether.Agent.Tests.Judging.Controls;

/// <summary>The labels of a public canary judge's own suite, on its data.</summary>
public sealed class ControlVectorTests(ITestOutputHelper output)
{
    private const int Enough = 30;

    // xunit 2 cannot skip from inside a test: where the cases are absent this says so in its output and passes.
    [Fact]
    public void Every_label_on_thirty_points_a_side_is_ours_too_where_the_suite_is_at_hand()
    {
        if (SharedVectors.Find("canary-judge.json", "mann_whitney_classify") is not { } cases)
        {
            output.WriteLine("Not run: no folder shared/vectors beside any folder above the tests.");
            return;
        }

        var (right, wrong, shorter) = (0, new List<string>(), 0);
        foreach (var one in cases)
        {
            var (name, label, found, direction) = Judged(one);
            var ours = Answer(found);
            var sides = $"{found.Points.Baseline} v {found.Points.Observed}, {direction}";
            var told = $"{name} ({sides}): {label} there, {ours} here";
            if (Math.Min(one.Numbers("control").Length, one.Numbers("experiment").Length) < Enough)
            {
                shorter++;
                output.WriteLine($"shorter: {told}{(found.Cause is null ? "" : ": fewer than eight points a side")}");
            }
            else if (ours == label) right++;
            else wrong.Add(told);
        }

        output.WriteLine($"{right} labels right, {wrong.Count} wrong, {shorter} cases are shorter");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.True(right >= 12, $"{right}");
    }

    private static (string Name, string Label, ControlFinding Found, Direction Direction) Judged(JsonElement one)
    {
        var options = one.GetProperty("params");
        var direction = Enum.Parse<Direction>(options.GetProperty("direction").GetString()!, ignoreCase: true);
        // There, a ratio of the means must pass 1.2 where the thresholds are 0.8 and 1.2: here that is to allow 0.2.
        var upper = options.GetProperty("effectSizeThresholds")[1].GetDouble();
        var isRatio = options.GetProperty("effectSizeMeasure").GetString() == "meanRatio";
        var found = ControlJudge.Examine(
            ControlCase.Of(one.Numbers("control"), one.Numbers("experiment"), direction) with
            {
                Allow = isRatio && upper > 1.1 ? upper - 1 : 0.1,
            });
        var expected = one.GetProperty("expected");
        var label = expected.TryGetProperty("classification", out var word) ? word.GetString()! : "a reason";
        return ($"{one.GetProperty("case")}", label, found, direction);
    }

    private static string Answer(ControlFinding found) =>
        found.Fails ? found.Level > found.Normal ? "High" : "Low" : found.Cause is null ? "Pass" : "Nodata";
}
