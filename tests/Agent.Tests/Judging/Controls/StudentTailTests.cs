using Bellwether.Agent.Judging.Controls;

namespace Bellwether.Agent.Tests.Judging.Controls;

public sealed class StudentTailTests
{
    [Theory] // Values of printed tables.
    [InlineData(2.015, 5, 0.05)]
    [InlineData(2.228, 10, 0.025)]
    [InlineData(6.314, 1, 0.05)]
    [InlineData(1.960, 1e6, 0.025)]
    [InlineData(0.0, 3, 0.5)]
    [InlineData(-2.015, 5, 0.95)]
    public void It_agrees_with_printed_tables(double t, double freedom, double share) =>
        Assert.Equal(share, Math.Exp(-StudentTail.Nats(t, freedom)), 4);

    [Fact]
    public void Far_out_where_the_share_is_zero_it_still_counts()
    {
        // With one degree of freedom the tail is 1 / (π t) far out.
        Assert.Equal(Math.Log(Math.PI * 1e9), StudentTail.Nats(1e9, 1), 6);
        Assert.True(StudentTail.Nats(1e3, 100) > 300);
        Assert.Equal(double.PositiveInfinity, StudentTail.Nats(double.PositiveInfinity, 4));
        Assert.Equal(0, StudentTail.Nats(double.NegativeInfinity, 4));
    }

    [Theory]
    [InlineData(0.7, 2.5)]
    [InlineData(3.7, 14)]
    [InlineData(20, 7)]
    [InlineData(40, 118)]
    public void The_quantile_is_where_the_tail_is_worth_so_much(double nats, double freedom) =>
        Assert.Equal(nats, StudentTail.Nats(StudentTail.Quantile(nats, freedom), freedom), 9);

    [Fact]
    public void Eight_of_sixteen_can_be_chosen_in_12870_ways() =>
        Assert.Equal(12870, Math.Exp(StudentTail.LogChoose(16, 8)), 6);
}
