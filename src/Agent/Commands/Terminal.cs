namespace Bellwether.Agent.Commands;

/// <summary>What a command talks to: answers go to <paramref name="Out"/>, everything else to
/// <paramref name="Error"/>.</summary>
/// <param name="Out">For people and programs: only what was asked for.</param>
/// <param name="Error">For people: progress, notes and faults.</param>
/// <param name="Time">The clock that waits and moments are taken from.</param>
/// <param name="IsInteractive">Whether a person reads <paramref name="Out"/>, not a file or a pipe.</param>
internal sealed record Terminal(TextWriter Out, TextWriter Error, TimeProvider Time, bool IsInteractive)
{
    /// <summary>Whether a person reads <see cref="Error"/> on something that can write over a line.</summary>
    public bool ShowsProgress { get; init; }

    public static Terminal System() =>
        new(Console.Out, Console.Error, TimeProvider.System, IsInteractive: !Console.IsOutputRedirected)
        {
            ShowsProgress = !Console.IsErrorRedirected
                && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"),
        };
}
