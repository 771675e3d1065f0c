using Bellwether.Testing.Recording;

namespace Bellwether.Agent.Tests.Recording;

/// <summary>Recorded seconds put together by hand.</summary>
internal static class Seconds
{
    public static RecordedSecond At(long time) => new()
    {
        Time = time,
        Requests = 3,
        Errors = 0,
        Skipped = 0,
        Buckets = [.. Enumerable.Range(0, RecordedSecond.Bounds.Count + 1).Select(i => (long)(i % 3))],
        Cpu = 0.01,
        ResidentBytes = 1e6,
        Up = true,
        Restart = false,
    };

    /// <summary>A letter a second: <c>u</c> up, <c>d</c> down, <c>R</c> asked to end and still up, <c>D</c> asked to
    /// end and down.</summary>
    public static IReadOnlyList<RecordedSecond> Of(string letters) =>
        [.. letters.Select((letter, i) => At(i) with { Up = letter is 'u' or 'R', Restart = letter is 'R' or 'D' })];
}
