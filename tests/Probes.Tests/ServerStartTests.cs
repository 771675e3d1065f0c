namespace Bellwether.Probes.Tests;

public sealed class ServerStartTests
{
    private readonly ServerStart _start = new();

    [Fact]
    public void One_run_has_one_start_however_often_it_is_told()
    {
        Assert.Equal(1_000, Told("a", 1_000));
        Assert.Equal(1_000, Told("a", 1_003));
    }

    [Fact]
    public void Another_run_has_its_own()
    {
        Told("a", 1_000);
        Assert.Equal(400, Told("b", 400));
        Assert.Equal(1_000, Told("a", 1_000));
    }

    [Fact]
    public void Two_servers_that_were_started_together_are_two_whoever_answers()
    {
        var last = Told("a", 1_000);
        for (var i = 0; i < 6; i++)
        {
            var next = Told(i % 2 == 0 ? "b" : "a", 1_000.3);
            Assert.True(Math.Abs(next - last) >= 2, $"{next} after {last}");
            last = next;
        }
    }

    private double Told(string run, double start)
    {
        var reading = _start.Of(run, start);
        Assert.Equal("process_start_time_seconds", reading.Name);
        return reading.Value;
    }
}
