using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class BusPlanTests
{
    private const string Start = """
        environment: production
        mode: gate
        agent: { id: host-17 }
        service: checkout
        probes:
          - { name: app, tcp: { host: 127.0.0.1, port: 8080 } }

        """;

    [Fact]
    public void Without_a_bus_there_is_none() => Assert.Null(Plan("").Bus);

    [Fact]
    public void A_host_and_who_the_agent_is_are_enough()
    {
        var bus = Plan("bus: { rabbitmq: { host: broker, username: agent, password: \"${SECRET}\" } }").Bus!;
        Assert.Equal(
            ("broker", 5672, "/", "agent", "hunter2-hunter2"),
            (bus.Host, bus.Port, bus.VirtualHost, bus.Username, bus.Password));
        Assert.Equal(
            ("bellwether.verdicts", "bellwether.announcements", "bellwether.announcements.production.host-17"),
            (bus.Exchange, bus.Announcements, bus.Queue));
        Assert.Equal((16, TimeSpan.FromSeconds(10)), (bus.Prefetch, bus.Timeout));
        Assert.Equal([BusIntake.Announcements], bus.Accept);
        Assert.Null(bus.Tls);
    }

    [Fact]
    public void With_tls_it_has_another_port_and_the_name_of_the_host() =>
        Assert.Equal((5671, "broker"), Plan(
            "bus: { rabbitmq: { host: broker, username: a, password: \"${SECRET}\", tls: {} } }").Bus is { } bus
                ? (bus.Port, bus.Tls!.ServerName) : default);

    [Fact]
    public void Its_password_is_in_no_text_of_the_plan() => Assert.DoesNotContain(
        "hunter2", $"{Plan("bus: { rabbitmq: { host: broker, username: a, password: \"${SECRET}\" } }").Bus}",
        StringComparison.Ordinal);

    [Fact]
    public void The_longest_names_still_fit_into_the_protocol()
    {
        var (name, id) = (new string('q', 120), new string('a', 63));
        var words = Start.Replace("production", id, StringComparison.Ordinal)
            .Replace("host-17", id, StringComparison.Ordinal);
        const string Who = "host: b, username: a, password: \"${SECRET}\"";
        var outcome = new TestSurroundings().Load(words + $"bus: {{ rabbitmq: {{ {Who}, announcements: {name} }} }}");
        Assert.Empty(outcome.Faults);
        Assert.True($"{outcome.Plan!.Bus!.Queue}_error".Length <= 255);
    }

    private static AgentPlan Plan(string bus)
    {
        var outcome = new TestSurroundings().Load(Start + bus + "\n");
        Assert.Empty(outcome.Faults);
        return outcome.Plan!;
    }
}
