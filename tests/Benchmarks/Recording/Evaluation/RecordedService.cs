using Bellwether.Testing.Recording;

namespace Bellwether.Benchmarks.Recording.Evaluation;

/// <summary>One recorded program, and what it depends on.</summary>
internal sealed class RecordedService
{
    /// <summary>Restarts of the shop are no quiet time of the proxy before it.</summary>
    private static readonly Dictionary<string, string> s_upstreams =
        new(StringComparer.Ordinal) { ["nginx"] = "shop" };

    private RecordedService(string name, IReadOnlyList<RecordedSecond> seconds)
    {
        (Name, Seconds) = (name, seconds);
        Restarts = RecordedRestart.In(seconds);
        All = new(seconds[0].Time, seconds[^1].Time + 1);
    }

    public string Name { get; }

    public IReadOnlyList<RecordedSecond> Seconds { get; }

    public Stretch All { get; }

    public IReadOnlyList<RecordedRestart> Restarts { get; }

    /// <summary>Restarts of the programs that it asks; empty where it asks none.</summary>
    public IReadOnlyList<RecordedRestart> UpstreamRestarts { get; private set; } = [];

    /// <summary>All recorded programs of a folder, by name.</summary>
    /// <exception cref="FormatException">There is none, or one has seconds missing.</exception>
    public static IReadOnlyList<RecordedService> Read(string folder)
    {
        var services = Directory.GetFiles(folder, "*" + RecordingFile.Ending).Order(StringComparer.Ordinal)
            .Select(path => new RecordedService(
                Path.GetFileName(path)[..^RecordingFile.Ending.Length], Whole(path, RecordingFile.Read(path))))
            .ToList();
        if (services.Count == 0) throw new FormatException($"{folder} holds no recording");
        foreach (var service in services)
            if (s_upstreams.TryGetValue(service.Name, out var name)
                && services.Find(of => of.Name == name) is { } upstream)
                service.UpstreamRestarts = upstream.Restarts;
        return services;
    }

    private static IReadOnlyList<RecordedSecond> Whole(string path, IReadOnlyList<RecordedSecond> seconds)
    {
        if (seconds.Count == 0) throw new FormatException($"{path} is empty");
        for (var i = 1; i < seconds.Count; i++)
            if (seconds[i].Time != seconds[i - 1].Time + 1)
                throw new FormatException($"{path}: {seconds[i].Time} does not follow {seconds[i - 1].Time}");
        return seconds;
    }
}
