namespace Bellwether.Agent.Commands;

/// <summary>One line on a terminal that says how far something is; nothing where no person looks.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class ProgressLine(Terminal terminal, string what) : IDisposable
{
    private const int Width = 30;
    private const string ClearLine = "\r\u001b[K";

    /// <summary>More often is only flicker.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100);

    private readonly Lock _turn = new();
    private readonly long _start = terminal.Time.GetTimestamp();
    private long _last;

    /// <param name="share">Done so far, 0 to 1.</param>
    public void Report(double share)
    {
        if (!terminal.ShowsProgress) return;
        lock (_turn)
        {
            if (_last != 0 && terminal.Time.GetElapsedTime(_last) < Between) return;
            _last = terminal.Time.GetTimestamp();
            var full = (int)Math.Round(Math.Clamp(share, 0, 1) * Width);
            var elapsed = terminal.Time.GetElapsedTime(_start);
            var left = share is > 0.02 and < 1 ? $", {Durations.Format(Whole(elapsed * (1 / share - 1)))} left" : "";
            terminal.Error.Write($"{ClearLine}{what} [{new string('#', full)}{new string('.', Width - full)}]"
                + $" {share * 100,3:0} %{left}");
            terminal.Error.Flush();
        }
    }

    public void Dispose()
    {
        if (terminal.ShowsProgress) terminal.Error.Write(ClearLine);
    }

    private static TimeSpan Whole(TimeSpan time) => TimeSpan.FromSeconds(Math.Ceiling(time.TotalSeconds));
}
