using System.Globalization;

namespace Bellwether.Probes.Tests.Host;

/// <summary>A folder of files as the kernel writes them, with the first process in it.</summary>
internal sealed class FakeProc : IDisposable
{
    public FakeProc()
    {
        Write("stat", "cpu  100 0 100 800 0 0 0 0 0 0\ncpu0 50 0 50 400\ncpu1 50 0 50 400\nbtime 1767323040\n");
        Write("meminfo", "MemTotal: 1000 kB\nMemAvailable: 250 kB\n");
        Write("loadavg", "1.50 1.00 0.50 1/100 99\n");
        Process(1, "init");
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("bellwether-proc-").FullName;

    public string PidFile => Path.Combine(Root, "app.pid");

    public static string Stat(
        int id, string name, char state = 'S', int threads = 4, long start = 5000, long cpu = 30, int waitStatus = 0) =>
        string.Create(CultureInfo.InvariantCulture,
            $"{id} ({name}) {state} 1 1 1 0 -1 4194560 9 9 9 9 {cpu - 10} 10 0 0 20 0 {threads} 0 ")
        + string.Create(CultureInfo.InvariantCulture,
            $"{start} 123456 256 1844 1 1 1 1 1 0 0 0 0 0 0 0 17 1 0 0 0 0 0 1 1 1 1 1 1 1 {waitStatus}\n");

    public void Write(string name, string text)
    {
        var path = Path.Combine(Root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public void Process(
        int id, string name, char state = 'S', int threads = 4, long start = 5000, long cpu = 30, int waitStatus = 0)
    {
        Write($"{id}/stat", Stat(id, name, state, threads, start, cpu, waitStatus));
        Write($"{id}/comm", name[..Math.Min(name.Length, 15)] + "\n");
        Write($"{id}/cmdline", $"/opt/{name}\0--port\080\0");
    }

    public void Remove(string name)
    {
        var path = Path.Combine(Root, name);
        if (Directory.Exists(path))
            Directory.Delete(path, recursive: true);
        else
            File.Delete(path);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
