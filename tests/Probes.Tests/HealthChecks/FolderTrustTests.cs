using System.Diagnostics;
using System.Runtime.Versioning;
using Bellwether.Probes.HealthChecks.PlugIns;

namespace Bellwether.Probes.Tests.HealthChecks;

[UnsupportedOSPlatform("windows")]
public sealed class FolderTrustTests : IDisposable
{
    private const uint Stranger = 54321;

    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-trust-").FullName;
    private readonly string _inner;

    public FolderTrustTests()
    {
        File.SetUnixFileMode(_folder, Mine);
        _inner = Directory.CreateDirectory(Path.Combine(_folder, "acme"), Mine).FullName;
        File.WriteAllText(Path.Combine(_inner, "a.dll"), "");
        File.SetUnixFileMode(Path.Combine(_inner, "a.dll"), Mine);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_belongs_to_somebody_else_and_nobody_else_can_write_to_is_trusted() =>
        Assert.Null(FolderTrust.Fault(_folder, FileOwner.Me == 0 ? 0 : Stranger));

    [Theory]
    [InlineData("", UnixFileMode.GroupWrite, "its group or others")]
    [InlineData("", UnixFileMode.OtherWrite, "its group or others")]
    [InlineData("acme", UnixFileMode.GroupWrite, "holds acme, which its group or others")]
    [InlineData("acme/a.dll", UnixFileMode.OtherWrite, "holds acme/a.dll, which its group or others")]
    public void Whatever_group_or_others_can_write_to_is_refused(string entry, UnixFileMode more, string because)
    {
        File.SetUnixFileMode(Path.Combine(_folder, entry), Mine | more);
        Assert.StartsWith(because, FolderTrust.Fault(_folder, FileOwner.Me == 0 ? 0 : Stranger));
    }

    [Fact]
    public void A_folder_above_that_others_can_write_to_is_refused()
    {
        File.SetUnixFileMode(_folder, Mine | UnixFileMode.OtherWrite);
        Assert.StartsWith($"lies in {_folder}, which its group or others",
            FolderTrust.Fault(_inner, FileOwner.Me == 0 ? 0 : Stranger));
    }

    [Fact]
    public void A_folder_of_the_agents_own_user_is_refused()
    {
        var me = FileOwner.Me;
        if (me == 0)
        {
            Give(_folder, Stranger);
            me = Stranger;
        }

        Assert.StartsWith("belongs to the user that the agent runs as", FolderTrust.Fault(_folder, me));
    }

    [Fact]
    public void As_root_only_what_is_roots_is_trusted()
    {
        if (FileOwner.Me == 0) Give(Path.Combine(_inner, "a.dll"), Stranger);
        var fault = FolderTrust.Fault(_folder, 0);
        Assert.Contains($"belongs to user {(FileOwner.Me == 0 ? Stranger : FileOwner.Me)}", fault);
    }

    [Fact]
    public void A_symbolic_link_is_refused()
    {
        File.CreateSymbolicLink(Path.Combine(_inner, "b.dll"), Path.Combine(_inner, "a.dll"));
        Assert.StartsWith("holds acme/b.dll, which is a symbolic link",
            FolderTrust.Fault(_folder, FileOwner.Me == 0 ? 0 : Stranger));
    }

    private static void Give(string path, uint user)
    {
        using var chown = Process.Start("chown", [$"{user}", path]);
        chown.WaitForExit();
        Assert.Equal(0, chown.ExitCode);
    }
}
