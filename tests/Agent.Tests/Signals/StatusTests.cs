using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

/// <summary>What the agent says of its signals now.</summary>
public sealed class StatusTests
{
    [Fact]
    public void Whether_an_instance_answers_is_told_with_the_reason_and_since_when()
    {
        using var service = new WatchedService();
        Saw(service, Look.Good());
        Saw(service, Look.Bad("refused", "nothing listens on 127.0.0.1:8080"));
        var since = service.Now;
        Saw(service, Look.Bad("refused", "nothing listens on 127.0.0.1:8080"), wait: 5);
        var up = Status(service, "port.up");
        var look = Assert.Single(up.Looks);
        Assert.Equal((LookOutcome.Bad, false, since, service.Now), (look.Outcome, look.Blind, look.Since, look.At));
        Assert.Equal("nothing listens on 127.0.0.1:8080 (refused)", look.Why);
        Assert.Equal(service.Now, up.LastAt);
        Assert.Equal("whether the tcp probe port is answered", up.Source);
    }

    [Fact]
    public void Where_the_agent_could_not_look_or_was_given_nothing_it_is_blind()
    {
        using var service = new WatchedService();
        Saw(service, Look.Missing("resolver", "no address for shop.internal"));
        service.Take("home", "blue", TargetGroup.Treated, Look.WithoutReadings("status-404"));
        Assert.Equal((true, "no address for shop.internal (resolver)"), Blind(service, "port.up"));
        Assert.Equal((true, "status-404"), Blind(service, "home.up"));
        Saw(service, Look.Good());
        Assert.Equal((false, null), Blind(service, "port.up"));
    }

    [Fact]
    public void Looks_of_several_instances_are_told_by_their_names()
    {
        using var service = new WatchedService();
        foreach (var instance in new[] { "green", "blue" })
            service.Take("port", instance, TargetGroup.Treated, Look.Good());
        Assert.Equal(["blue", "green"], Status(service, "port.up").Looks.Select(look => look.Instance));
    }

    [Fact]
    public void Restarts_are_told_over_a_window()
    {
        using var service = new WatchedService();
        foreach (var id in new[] { 7, 8, 9 })
        {
            service.Wait(1);
            service.Host(new() { ProcessId = id });
        }

        Assert.Equal(2, Status(service, "box.restarts").Last);
        service.Wait(3600);
        Assert.Equal(0, Status(service, "box.restarts").Last);
    }

    private static void Saw(WatchedService service, Look look, double wait = 1)
    {
        service.Wait(wait);
        service.Take("port", "blue", TargetGroup.Treated, look);
    }

    private static (bool, string?) Blind(WatchedService service, string signal)
    {
        var look = Assert.Single(Status(service, signal).Looks);
        return (look.Blind, look.Why);
    }

    private static SignalStatus Status(WatchedService service, string signal) =>
        service.Book.Describe(WatchedService.Name).Single(status => status.Signal == signal);
}
