using System.Globalization;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>Ends the sample service, which the pipeline left running in a session of its own.</summary>
internal static class ShopEnd
{
    /// <summary>Place of the start time after the program's name in <c>/proc/PID/stat</c>, see proc(5).</summary>
    private const int StartTime = 19;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    public static async Task EndAsync(DemoFolder folder, TimeProvider time)
    {
        var text = Read(folder.PidFile);
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return;
        // The kernel may have given its number to another program since; that one has another birth.
        if (Read(folder.BirthFile) is not { Length: > 0 } birth) return;
        if (BirthOf(id) == birth) ProcessSignal.Terminate(id);
        var start = time.GetTimestamp();
        while (BirthOf(id) == birth)
        {
            if (time.GetElapsedTime(start) > Patience) ProcessSignal.Kill(id);
            await Task.Delay(Beat, time);
        }
    }

    /// <summary>When a process was started, in ticks of the kernel; null where none is, or only a remnant.</summary>
    private static string? BirthOf(int id)
    {
        if (Read($"/proc/{id}/stat") is not { } stat) return null;
        var words = stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > StartTime && words[0] != "Z" ? words[StartTime] : null;
    }

    private static string? Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (IOException)
        {
            return null;
        }
    }
}
