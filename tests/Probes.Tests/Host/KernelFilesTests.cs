using System.Text;
using Bellwether.Probes.Host;

namespace Bellwether.Probes.Tests.Host;

public sealed class KernelFilesTests
{
    private const string Stat = """
        cpu  100 20 30 400 50 6 7 8 90 10
        cpu0 50 10 15 200 25 3 3 4 45 5
        cpu1 50 10 15 200 25 3 4 4 45 5
        intr 1 2 3
        ctxt 5
        btime 1767323040
        processes 9

        """;

    [Fact]
    public void Waiting_is_idle_and_guests_are_not_counted_twice() =>
        Assert.Equal(new CpuTimes(171, 621), CpuTimes.Parse(Bytes(Stat)));

    [Theory]
    [InlineData("cpu  1 2 3 4\n", 6, 10)]
    [InlineData("cpu 1 2 3 4 5\n", 6, 15)]
    [InlineData("cpu  18446744073709551615 0 0 0\n", 18446744073709551615.0, 18446744073709551615.0)]
    public void Older_kernels_have_fewer_fields(string stat, double busy, double total) =>
        Assert.Equal(new CpuTimes(busy, total), CpuTimes.Parse(Bytes(stat)));

    [Theory]
    [InlineData("")]
    [InlineData("cpu  1 2 3\n")]
    [InlineData("cpu  1 2 3 4")]
    [InlineData("cpu  1 2 x 4\n")]
    [InlineData("cpu  -1 2 3 4\n")]
    [InlineData("cpu  99999999999999999999999 2 3 4\n")]
    [InlineData("cpu0 1 2 3 4\n")]
    [InlineData("\0\0\0\0")]
    public void Anything_else_gives_no_times(string stat) => Assert.Null(CpuTimes.Parse(Bytes(stat)));

    [Theory]
    [InlineData(10, 100, 35, 150, 0.5)]
    [InlineData(10, 100, 60, 150, 1.0)]
    [InlineData(10, 100, 10, 150, 0.0)]
    [InlineData(10, 100, 70, 150, 1.0)]
    [InlineData(10, 100, 9, 150, 0.0)]
    [InlineData(10, 100, 10, 100, null)]
    [InlineData(10, 100, 5, 50, null)]
    public void The_share_in_use_is_of_the_gap_between_two_looks(
        double busy, double total, double laterBusy, double laterTotal, double? share) =>
        Assert.Equal(share, new CpuTimes(laterBusy, laterTotal).Since(new(busy, total)));

    [Theory]
    [InlineData(Stat, 2)]
    [InlineData("cpu 1 2 3 4\nintr 5\ncpu7 1 2 3 4\n", 0)]
    [InlineData("", 0)]
    [InlineData("cpu", 0)]
    public void Cores_are_counted_where_they_are_listed(string stat, int cores) =>
        Assert.Equal(cores, CpuTimes.Cores(Bytes(stat)));

    [Theory]
    [InlineData(Stat, 1767323040L)]
    [InlineData("btime 1767323040", null)]
    [InlineData("btime x\n", null)]
    [InlineData("btime 99999999999999\n", null)]
    [InlineData("xbtime 5\n", null)]
    [InlineData("", null)]
    public void The_boot_time_is_read(string stat, long? seconds) =>
        Assert.Equal(seconds, KernelFiles.BootTime(Bytes(stat)));

    [Theory]
    [InlineData("MemTotal:  1000 kB\nMemFree:  5 kB\nMemAvailable:  250 kB\n", 0.75)]
    [InlineData("MemTotal: 1000 kB\nMemAvailable: 1100 kB\n", 0.0)]
    [InlineData("MemTotal: 0 kB\nMemAvailable: 0 kB\n", null)]
    [InlineData("MemTotal: 1000 kB\nMemFree: 250 kB\n", null)]
    [InlineData("MemTotal: 1000 kB\nMemAvailable: 250", null)]
    [InlineData("MemTotal: 1000 kB\nMemAvailable:\n", null)]
    [InlineData("MemTotal: 1000 kB\nMemAvailable: -5 kB\n", null)]
    [InlineData("", null)]
    public void The_memory_in_use_is_what_is_not_available(string meminfo, double? share) =>
        Assert.Equal(share, KernelFiles.MemoryUsed(Bytes(meminfo)));

    [Theory]
    [InlineData("0.42 0.31 0.20 1/123 4567\n", 0.42)]
    [InlineData("12 0.31 0.20 1/123 4567\n", 12.0)]
    [InlineData("NaN 0.31\n", null)]
    [InlineData("-1.0 0.31\n", null)]
    [InlineData("1e300 0.31\n", null)]
    [InlineData("0.4.2 0.31\n", null)]
    [InlineData("", null)]
    public void The_load_is_the_first_number(string loadavg, double? load) =>
        Assert.Equal(load, KernelFiles.Load1(Bytes(loadavg)));

    [Theory]
    [InlineData("some avg10=12.50 avg60=1.00 avg300=0.10 total=5\nfull avg10=50.00 avg60=0 avg300=0 total=1\n", 0.125)]
    [InlineData("full avg10=50.00 avg60=0.00 avg300=0.00 total=1\n", null)]
    [InlineData("some avg10=999.00 avg60=1.00 avg300=0.10 total=5\n", 1.0)]
    [InlineData("some avg10=x avg60=1.00\n", null)]
    [InlineData("some avg10=12.50", null)]
    [InlineData("", null)]
    public void The_pressure_is_that_of_some_task_over_ten_seconds(string pressure, double? share) =>
        Assert.Equal(share, KernelFiles.SomePressure(Bytes(pressure)));

    [Theory]
    [InlineData("1234\n", 1234)]
    [InlineData("1234", 1234)]
    [InlineData(" 1234 \r\n", 1234)]
    [InlineData("1234\n/var/lib/postgresql\n5432\n", 1234)]
    [InlineData("1", 1)]
    [InlineData("4194304", 4194304)]
    [InlineData("4194305", null)]
    [InlineData("0", null)]
    [InlineData("", null)]
    [InlineData("\n", null)]
    [InlineData("\n1234\n", null)]
    [InlineData("-1", null)]
    [InlineData("+1", null)]
    [InlineData("12 34\n", null)]
    [InlineData("1234 checkout\n", null)]
    [InlineData("12\0\0", null)]
    [InlineData("0x12", null)]
    [InlineData("1e3", null)]
    [InlineData("99999999999999999999999", null)]
    [InlineData("starting\n", null)]
    [InlineData("١٢", null)]
    public void A_pid_file_holds_an_id_on_its_first_line_or_nothing(string text, int? id) =>
        Assert.Equal(id, KernelFiles.ProcessId(Bytes(text)));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
