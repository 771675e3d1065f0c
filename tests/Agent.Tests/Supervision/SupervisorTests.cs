using Bellwether.Agent.Supervision;

namespace Bellwether.Agent.Tests.Supervision;

public sealed class SupervisorTests
{
    private const int Us = 4711;

    [Fact]
    public void Nobody_supervises_where_nothing_is_said() => Assert.Equal(new Supervisor(null, null), Of());

    [Theory]
    [InlineData("30000000", "4711", 30)]
    [InlineData("30000000", null, 30)]
    [InlineData("30000000", "", 30)]
    [InlineData("1500000", "4711", 1.5)]
    public void The_watchdog_s_period_comes_in_microseconds(string period, string? process, double seconds) =>
        Assert.Equal(
            TimeSpan.FromSeconds(seconds), Of(("WATCHDOG_USEC", period), ("WATCHDOG_PID", process)).WatchdogPeriod);

    [Theory]
    [InlineData("30000000", "4712")]
    [InlineData("0", "4711")]
    [InlineData("-1", "4711")]
    [InlineData("soon", "4711")]
    [InlineData("", "4711")]
    [InlineData("9223372036854775807", "4711")]
    public void A_watchdog_of_another_process_or_of_no_period_is_none_of_ours(string period, string process) =>
        Assert.Null(Of(("WATCHDOG_USEC", period), ("WATCHDOG_PID", process)).WatchdogPeriod);

    [Fact]
    public void What_was_said_to_us_is_not_passed_on_to_children()
    {
        string[] variables = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"];
        Environment.SetEnvironmentVariable("NOTIFY_SOCKET", "/run/nobody");
        Environment.SetEnvironmentVariable("WATCHDOG_USEC", "1000000");
        Environment.SetEnvironmentVariable("WATCHDOG_PID", $"{Environment.ProcessId}");
        Assert.Equal(
            new Supervisor("/run/nobody", TimeSpan.FromSeconds(1)), Supervisor.TakeFromEnvironment());
        Assert.All(variables, variable => Assert.Null(Environment.GetEnvironmentVariable(variable)));
    }

    private static Supervisor Of(params (string Name, string? Value)[] variables) =>
        Supervisor.Of(name => variables.FirstOrDefault(variable => variable.Name == name).Value, Us);
}
