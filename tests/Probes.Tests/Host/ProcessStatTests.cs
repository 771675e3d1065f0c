using System.Text;
using Bellwether.Probes.Host;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.Host;

public sealed class ProcessStatTests
{
    [Theory]
    [InlineData("sleep")]
    [InlineData("a b")]
    [InlineData("(sd-pam)")]
    [InlineData("x) Z 1 1 1 1 1 1 1")]
    [InlineData("x) R (")]
    [InlineData(")))")]
    [InlineData("")]
    [InlineData("two\nlines")]
    [InlineData("\u001b[31m")]
    public void A_name_may_hold_anything(string name) => Assert.Equal(
        new ProcessStat('S', CpuTicks: 30, Threads: 4, StartTicks: 5000, ResidentPages: 256, WaitStatus: 0),
        Parse(FakeProc.Stat(7, name)));

    [Theory]
    [InlineData('R', 1, true)]
    [InlineData('S', 1, true)]
    [InlineData('D', 1, true)]
    [InlineData('T', 1, true)]
    [InlineData('t', 1, true)]
    [InlineData('I', 1, true)]
    [InlineData('Z', 1, false)]
    [InlineData('Z', 0, false)]
    [InlineData('Z', 3, true)]
    [InlineData('X', 1, false)]
    [InlineData('x', 1, false)]
    public void A_zombie_does_not_exist_unless_other_threads_run_on(char state, int threads, bool exists) =>
        Assert.Equal(exists, Parse(FakeProc.Stat(7, "app", state: state, threads: threads))!.Value.Exists);

    [Theory]
    [InlineData('Z', 768, 3)]
    [InlineData('Z', 65280, 255)]
    [InlineData('Z', 9, 137)]
    [InlineData('Z', 139, 139)]
    [InlineData('Z', 0, null)]
    [InlineData('S', 768, null)]
    public void The_exit_code_is_known_of_an_ended_process_alone(char state, int waitStatus, int? code) =>
        Assert.Equal(
            code, Parse(FakeProc.Stat(7, "app", state: state, threads: 1, waitStatus: waitStatus))!.Value.ExitCode);

    [Fact]
    public void A_file_that_is_cut_anywhere_is_not_read()
    {
        var whole = FakeProc.Stat(7, "my (app)");
        for (var length = 0; length < whole.Length; length++)
            Assert.Null(Parse(whole[..length]));
    }

    [Theory]
    [InlineData("7 (app) S 1 1 1 0 -1 4194560 1 1 1 1 99999999999999999999 2 0 0 20 0 1 0 5 6 7 8\n")]
    [InlineData("7 (app) S 1 1 1 0 -1 4194560 1 1 1 1 -5 2 0 0 20 0 1 0 5 6 7 8\n")]
    [InlineData("7 (app) S 1 1 1 0 -1 4194560 1 1 1 1 1 2 0 0 20 0 1 0 x 6 7 8\n")]
    [InlineData("7 (app) S 1 1 1 0 -1 4194560 1 1 1 1 1 2 0 0 20 0 1 0 5 6 18446744073709551615 8\n")]
    [InlineData("7 (app) SS 1 1\n")]
    [InlineData("7 app S 1 1\n")]
    [InlineData("(app) S 1 1\n")]
    [InlineData("\n")]
    [InlineData("")]
    public void Anything_else_is_not_read(string text) => Assert.Null(Parse(text));

    [Fact]
    public void An_old_kernel_without_the_last_fields_is_read() =>
        Assert.NotNull(Parse("7 (app) S 1 1 1 0 -1 4194560 1 1 1 1 1 2 0 0 20 0 1 0 5 6 7 8\n"));

    [Fact]
    public void No_bytes_make_it_throw() => Prop.ForAll(
        Gen.Elements(Encoding.UTF8.GetBytes("7 ()SZx\n\0-9.é")).ArrayOf().ToArbitrary(),
        bytes => ProcessStat.Parse(bytes) is null or { Threads: >= 0 }).QuickCheckThrowOnFailure();

    private static ProcessStat? Parse(string text) => ProcessStat.Parse(Encoding.UTF8.GetBytes(text));
}
