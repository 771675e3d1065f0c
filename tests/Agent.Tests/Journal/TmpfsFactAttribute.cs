using System.Diagnostics;

namespace Bellwether.Agent.Tests.Journal;

/// <summary>A test that needs a small file system of its own; skipped where this user may not mount one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TmpfsFactAttribute : FactAttribute
{
    private static readonly Lazy<bool> Mountable = new(() =>
    {
        if (!OperatingSystem.IsLinux()) return false;
        var folder = Directory.CreateTempSubdirectory("bellwether-mount-").FullName;
        var mounted = Run("mount", "-t", "tmpfs", "-o", "size=64k", "none", folder);
        if (mounted) Run("umount", folder);
        Directory.Delete(folder);
        return mounted;
    });

    public TmpfsFactAttribute()
    {
        if (!Mountable.Value) Skip = "this user may not mount a tmpfs";
    }

    public static bool Run(string program, params string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                RedirectStandardOutput = true
            };
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
