namespace Bellwether.Agent.Tests.Judging;

public sealed class DiceTests
{
    [Fact]
    public void The_generator_keeps_its_published_sequence()
    {
        var dice = new Dice(1234567);
        ulong[] expected = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431,
            16408922859458223821];
        Assert.Equal(expected, expected.Select(_ => dice.Next()));
    }
}
