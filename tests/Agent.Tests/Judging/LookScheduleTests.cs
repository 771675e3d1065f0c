using Bellwether.Agent.Judging;

namespace Bellwether.Agent.Tests.Judging;

public sealed class LookScheduleTests
{
    [Theory]
    [InlineData(5, 40, new[] { 7, 8, 9, 10, 11, 12, 13, 17, 23, 30, 39, 40 })]
    [InlineData(5, 30, new[] { 7, 8, 9, 10, 11, 12, 13, 17, 23, 30 })]
    [InlineData(0, 5, new[] { 2, 3, 4, 5 })]
    [InlineData(5, 7, new[] { 7 })]
    [InlineData(5, 6, new int[0])]
    public void Looks_grow_rarer_and_the_last_is_the_window_s_end(int warmUp, int window, int[] expected) =>
        Assert.Equal(expected, LookSchedule.Of(warmUp, window));
}
