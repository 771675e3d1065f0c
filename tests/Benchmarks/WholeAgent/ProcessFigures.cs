using System.Globalization;

namespace Bellwether.Benchmarks.WholeAgent;

/// <summary>What the kernel tells of one process.</summary>
/// <param name="Cpu">Processor time used since its start.</param>
/// <param name="ResidentMegabytes">Memory in RAM, in MB of 10^6 bytes.</param>
/// <param name="Threads">All of them, the runtime's own included.</param>
internal sealed record ProcessFigures(TimeSpan Cpu, double ResidentMegabytes, int Threads)
{
    /// <summary>Ticks of a second in <c>/proc</c>; the same on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Fields behind the name in <c>stat</c>: user and system time. Source: proc(5).</summary>
    private const int UserTime = 11, SystemTime = 12;

    public static ProcessFigures Of(int process)
    {
        var stat = File.ReadAllText($"/proc/{process}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        var ticks = Number(fields[UserTime]) + Number(fields[SystemTime]);
        var status = File.ReadLines($"/proc/{process}/status")
            .Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim());
        return new(
            TimeSpan.FromSeconds(ticks / TicksPerSecond),
            Number(status["VmRSS"].Split(' ')[0]) * 1024 / 1e6,
            (int)Number(status["Threads"]));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
