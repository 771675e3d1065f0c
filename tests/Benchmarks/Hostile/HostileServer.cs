using Bellwether.Testing.Hostile;

namespace Bellwether.Benchmarks.Hostile;

/// <summary>One hostile target of each kind and one that behaves, in a process of their own, until its standard input
/// ends.</summary>
internal static class HostileServer
{
    /// <summary>The hidden word of <c>eng/bench</c> that this is.</summary>
    public const string Word = "hostile-server";

    public static async Task<int> RunAsync()
    {
        var targets = Enum.GetValues<HostileKind>()
            .Select(kind => (Kind: kind, Target: new HostileTarget(kind))).ToList();
        Console.WriteLine(string.Join(' ', targets.Select(one => $"{one.Kind}={one.Target.Url}")));
        _ = await Console.In.ReadLineAsync();
        foreach (var (_, target) in targets) await target.DisposeAsync();
        return 0;
    }
}
