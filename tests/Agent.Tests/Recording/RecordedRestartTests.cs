using Bellwether.Testing.Recording;

namespace Bellwether.Agent.Tests.Recording;

public sealed class RecordedRestartTests
{
    [Theory]
    [InlineData("uuDdduu", 2, 6)]
    [InlineData("uuRdduu", 2, 6)]
    [InlineData("uuRuuuuuu", 2, 3)]
    [InlineData("uuRuduu", 2, 6)]
    public void A_restart_ends_after_the_first_second_that_took_connections_again(string letters, long asked, long back)
    {
        var found = Assert.Single(RecordedRestart.In(Seconds.Of(letters)));
        Assert.Equal(new(asked, back), found);
    }

    [Fact]
    public void A_program_that_was_away_without_being_asked_was_not_restarted() =>
        Assert.Empty(RecordedRestart.In(Seconds.Of("uuddduu")));

    [Fact]
    public void One_that_never_came_back_is_left_out() => Assert.Empty(RecordedRestart.In(Seconds.Of("uuDddd")));
}
