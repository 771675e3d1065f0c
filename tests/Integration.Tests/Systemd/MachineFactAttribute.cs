namespace Bellwether.Integration.Tests.Systemd;

/// <summary>A test on a real systemd; skipped, with what it said, where this user may not boot one.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MachineFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> WhyNot = new(() => Task.Run(BootOnceAsync).GetAwaiter().GetResult());

    public MachineFactAttribute()
    {
        if (WhyNot.Value is { } reason) Skip = reason;
    }

    private static async Task<string?> BootOnceAsync()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") return "booting a systemd needs root";
        try
        {
            await using var machine = await Machine.BootAsync();
            return null;
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}
