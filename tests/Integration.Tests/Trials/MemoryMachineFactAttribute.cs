using Bellwether.Integration.Tests.Systemd;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>A test on a real systemd that must be able to limit memory: skipped where the kernel counts memory in the
/// hierarchy of version 1.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MemoryMachineFactAttribute : FactAttribute
{
    public MemoryMachineFactAttribute() => Skip = new MachineFactAttribute().Skip ?? WhyNot();

    private static string? WhyNot()
    {
        var mount = File.ReadLines("/proc/self/mounts").Select(line => line.Split(' '))
            .FirstOrDefault(words => words[2] == "cgroup2")?[1];
        return mount is not null && File.ReadAllText(Path.Combine(mount, "cgroup.subtree_control"))
            .Split([' ', '\n']).Contains("memory") ? null : "memory is not limited by control groups of version 2 here";
    }
}
