using Bellwether.Probes.Host;

namespace Bellwether.Probes.Tests.Host;

public sealed class HostProbeOptionsTests
{
    [Fact]
    public void The_defaults_are_those_of_the_readme()
    {
        var options = new HostProbeOptions();
        Assert.Empty(OptionFaults.Of(options));
        Assert.Equal(TimeSpan.FromSeconds(10), options.Every);
        Assert.Equal(["/"], options.Disks);
        var made = Assert.Single(HostProbe.Make(options, new("machine", TimeProvider.System)));
        Assert.Equal((Environment.MachineName, (TargetGroup?)null), (made.Instance, made.Group));
    }

    [Fact]
    public void A_process_is_named_in_one_way()
    {
        var faults = OptionFaults.Of(new HostProbeOptions { PidFile = "/run/app.pid", Process = "app" });
        Assert.Equal(["pid-file and process name a process each: leave one out."], faults);
    }

    [Fact]
    public void Paths_are_absolute_and_named_once()
    {
        var faults = OptionFaults.Of(new HostProbeOptions { PidFile = "app.pid", Disks = ["/", "data", "/"] });
        Assert.Equal(
            ["pid-file must be an absolute path.", "disks: 'data' must be an absolute path.",
                "disks names a path twice."], faults);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(16, true)]
    [InlineData(17, false)]
    public void There_are_only_so_many_disks(int count, bool good)
    {
        var disks = Enumerable.Range(0, count).Select(i => $"/{i}").ToList();
        Assert.Equal(good, OptionFaults.Of(new HostProbeOptions { Disks = disks }).Count == 0);
    }

    [Theory]
    [InlineData(0.999, "app", false)]
    [InlineData(1, "app", true)]
    [InlineData(3600, "app", true)]
    [InlineData(3601, "app", false)]
    [InlineData(10, "", false)]
    public void Values_keep_to_their_ranges(double every, string process, bool good)
    {
        var options = new HostProbeOptions { Every = TimeSpan.FromSeconds(every), Process = process };
        Assert.Equal(good, OptionFaults.Of(options).Count == 0);
    }
}
