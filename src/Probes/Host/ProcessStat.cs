using System.Buffers.Text;

namespace Bellwether.Probes.Host;

/// <summary>One process, from <c>/proc/PID/stat</c>.</summary>
/// <param name="State">The kernel's letter: R, S, D, Z, …</param>
/// <param name="CpuTicks">User and system time so far, in clock ticks.</param>
/// <param name="Threads">Number of threads.</param>
/// <param name="StartTicks">Start, in clock ticks after boot: with the id, what tells two processes apart.</param>
/// <param name="ResidentPages">Memory in use, in pages.</param>
/// <param name="WaitStatus">How it ended, as <c>wait</c> would say; 0 while it runs and where we may not know.</param>
internal readonly record struct ProcessStat(
    char State, double CpuTicks, long Threads, ulong StartTicks, long ResidentPages, int WaitStatus)
{
    /// <summary>The unit of the kernel's process times: USER_HZ, 100 on every machine that .NET runs on.</summary>
    public const int TicksPerSecond = 100;

    /// <summary>A process that ended but was not fetched by its parent does not exist for us. Where only its first
    /// thread
    /// has ended, the kernel writes Z as well, but the others run on.</summary>
    public bool Exists => State is not ('X' or 'x') && !(State == 'Z' && Threads <= 1);

    /// <summary>Exit code of a process that ended, 128 and the signal's number where a signal ended it; null where it
    /// runs,
    /// and for 0, which also stands where the kernel does not tell us.</summary>
    public int? ExitCode => Exists || WaitStatus == 0 ? null
        : (WaitStatus & 0x7f) is var signal and not 0 ? 128 + signal : (WaitStatus >> 8) & 0xff;

    /// <summary>Null where the file was cut or holds anything else.</summary>
    public static ProcessStat? Parse(ReadOnlySpan<byte> text)
    {
        // The name stands in parentheses and may hold blanks, line breaks and parentheses itself: the last one ends it.
        var name = text.LastIndexOf((byte)')');
        if (name < 0 || text.IndexOf((byte)'(') is < 1 || text[^1] != (byte)'\n')
            return null;
        var fields = new Fields(text[(name + 1)..^1]);
        var state = fields.Next();
        if (state.Length != 1 || !char.IsAsciiLetter((char)state[0]) || !fields.Skip(10))
            return null;
        var user = fields.Number();
        var system = fields.Number();
        fields.Skip(4);
        var threads = fields.Number();
        fields.Skip(1);
        var start = fields.Number();
        fields.Skip(1);
        var resident = fields.Number();
        if (user is null || system is null || start is null || threads is not <= int.MaxValue
            || resident is not <= long.MaxValue / 65536)
            return null;
        var waitStatus = fields.Skip(27) ? Signed(fields.Next()) : 0;
        return new(
            (char)state[0], (double)user + (double)system, (long)threads, start.Value, (long)resident, waitStatus);
    }

    private static int Signed(ReadOnlySpan<byte> field) =>
        Utf8Parser.TryParse(field, out int value, out var used) && used == field.Length ? value : 0;
}
