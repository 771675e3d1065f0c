using Bellwether.Agent.Commands.Local;

namespace Bellwether.Agent.Commands.Demo;

/// <summary><c>demo</c>: good and bad versions of a real service are deployed and judged, on real processes.</summary>
/// <remarks>It uses what everybody can use: the command line, the HTTP interface, and the sample pipeline.</remarks>
internal sealed class DemoStory(DemoRequest request, Terminal terminal)
{
    /// <summary>A story that hangs is broken off.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(12);

    /// <summary>Aims that are told, and marked where they are missed.</summary>
    private static readonly TimeSpan StoryAim = TimeSpan.FromMinutes(4), AtOnceAim = TimeSpan.FromSeconds(15);

    /// <summary>Gap between lines that only say what is happening, where they cannot be written over.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(4), BriefGap = TimeSpan.FromSeconds(15);

    private DemoTally _tally = new();

    /// <summary>Tells it until it is over or a signal asks for its end.</summary>
    public static async Task<int> RunAsync(DemoRequest request, Terminal terminal, CancellationToken stopping)
    {
        using var interruption = new Interruption();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(interruption.Token, stopping);
        try
        {
            return await new DemoStory(request, terminal).RunAsync(either.Token);
        }
        catch (OperationCanceledException) when (interruption.ExitCode is { } code)
        {
            return code;
        }
    }

    /// <returns>0: all as the story tells; 70: a verdict was another, or the story broke off.</returns>
    /// <exception cref="CommandFailedException">It cannot begin; the message says what is missing.</exception>
    /// <exception cref="OperationCanceledException">It was stopped; all that it had started has ended.</exception>
    public async Task<int> RunAsync(CancellationToken stopping)
    {
        if (!OperatingSystem.IsLinux())
            throw new CommandFailedException("the demo needs Linux: it asks the kernel about processes");
        if (request.Repeat < 1 || request.Seed < 0 || request.Seed > int.MaxValue - request.Repeat)
            throw new CommandFailedException("--repeat is 1 or more; --seed is 0 or more, with room for as many");
        var places = DemoPlaces.Find(AppContext.BaseDirectory);
        var screen = new DemoScreen(terminal, request.Repeat > 1 ? BriefGap : Gap)
        {
            IsBrief = request.Repeat > 1,
            Width = WidthOf(terminal),
        };
        for (var i = 0; i < request.Repeat; i++) await TellOnceAsync(places, screen, i, stopping);
        if (request.Repeat > 1) screen.Write(_tally.ToString());
        return _tally.IsRight ? ExitCodes.Ok : ExitCodes.Fault;
    }

    private async Task TellOnceAsync(DemoPlaces places, DemoScreen screen, int index, CancellationToken stopping)
    {
        var folder = FolderOf(index);
        var run = new DemoRun(places, screen, terminal.Time);
        using var limit = new CancellationTokenSource(Longest, terminal.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        string? trouble = null;
        screen.Restart();
        try
        {
            await run.TellAsync(folder, request.Seed + index, either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            trouble = $"it took longer than {DemoWords.Clock(Longest)}";
        }
        catch (OperationCanceledException)
        {
            screen.Clear();
            if (request.Keep is null) folder.Remove();
            throw;
        }
        catch (CommandFailedException e)
        {
            trouble = e.Message;
        }

        var tally = new DemoTally().With(run.Outcomes, finished: trouble is null);
        _tally = _tally.With(run.Outcomes, finished: trouble is null);
        var keeps = request.Keep is not null || !tally.IsRight;
        if (request.Repeat > 1) screen.Write(DemoEnding.Line(run.Outcomes, request.Seed + index, screen.Elapsed));
        else screen.Write(DemoEnding.Text(run.Outcomes, screen.Elapsed, (StoryAim, AtOnceAim)));
        if (trouble is not null) screen.Write($"the story broke off: {trouble}");
        if (keeps) screen.Write(DemoEnding.LookAgain(places, folder, run.Agent));
        else if (request.Repeat == 1) screen.Write(DemoEnding.LookAgainLater(places));
        if (!keeps) folder.Remove();
    }

    private DemoFolder FolderOf(int index) => request.Keep is not { } keep ? DemoFolder.Passing()
        : DemoFolder.Kept(request.Repeat == 1 ? keep : Path.Combine(keep, $"seed-{request.Seed + index}"));

    private static int WidthOf(Terminal terminal) =>
        terminal.IsInteractive && Console.WindowWidth > 0 ? Console.WindowWidth : new DemoScreen(terminal, Gap).Width;
}
