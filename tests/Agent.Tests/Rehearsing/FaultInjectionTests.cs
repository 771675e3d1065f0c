using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Agent.Rehearsing;

namespace Bellwether.Agent.Tests.Rehearsing;

public sealed class FaultInjectionTests
{
    private static readonly CompareRulePlan Up = new() { Name = "a", Signal = "a" };
    private static readonly CompareRulePlan Down = Up with { Direction = Direction.Decrease };

    [Fact]
    public void A_level_moves_by_a_share_of_its_size_and_a_hole_stays_one()
    {
        var signal = Levelled([10, -10, 0, double.NaN]);
        var (more, less) = (FaultSizes.Of(Up, isRatio: false), FaultSizes.Of(Down, isRatio: false));
        Assert.Equal([15, -5, 0, double.NaN], FaultInjection.Into(signal, more, 4, 1).Levels);
        Assert.Equal([6, -14, 0, double.NaN], FaultInjection.Into(signal, less, 4, 1).Levels);
        Assert.Same(signal, FaultInjection.Into(signal, more, 0, 1));
    }

    [Fact]
    public void Slow_requests_multiply_and_are_never_more_than_all()
    {
        var signal = Counted([CountPair.Of(10, 100), CountPair.Of(60, 100), default])
            with
        { Levels = [0.1, 0.6, double.NaN] };
        var changed = FaultInjection.Into(signal, FaultSizes.Of(Up, isRatio: false), 6, 1);
        Assert.Equal([20, 100, 0], changed.Pairs!.Select(pair => pair.Bad));
        Assert.Equal([0.2, 1, double.NaN], changed.Levels);
    }

    [Fact]
    public void Sizes_are_named_as_people_say_them()
    {
        Assert.Equal("+50 %", FaultSizes.Of(Up, isRatio: false).Word(4));
        Assert.Equal("+0.5 pp", FaultSizes.Of(Up, isRatio: true).Word(3));
        Assert.Equal("-90 %", FaultSizes.Of(Down, isRatio: false).Word(8));
        Assert.Equal("-10 %", FaultSizes.Of(Down, isRatio: true).Word(1));
    }

    internal static CaseSignal Counted(CountPair[] pairs) => Levelled([]) with { Pairs = pairs };

    private static CaseSignal Levelled(double[] levels) => new()
    {
        Plan = Up,
        Unit = "",
        Name = "a",
        Interval = TimeSpan.FromMinutes(1),
        Seen = [.. levels.Select(double.IsFinite)],
        Levels = levels,
    };
}
