namespace Bellwether.Agent.Journal;

/// <summary>Kills the process at a chosen point, so that tests can see what a crash there leaves behind.</summary>
/// <remarks>
/// Without effect unless the environment variable <c>BELLWETHER_FAILPOINT</c> holds a point's name, and after a colon
/// at which pass (default 1): <c>after-sync:3</c>. It is read once.
/// </remarks>
internal sealed class Failpoint
{
    /// <summary>Records are written and not yet committed.</summary>
    public const string AfterWrite = "after-write";

    /// <summary>Records are committed and synced; nobody was told yet.</summary>
    public const string AfterSync = "after-sync";

    /// <summary>A receiver has acknowledged a record; the channel's cursor is not written.</summary>
    public const string AfterDelivery = "after-delivery";

    /// <summary>The channel's cursor is written and not yet committed.</summary>
    public const string BeforeAcknowledgement = "before-acknowledgement";

    private const string Variable = "BELLWETHER_FAILPOINT";
    private static readonly string[] Points = [AfterWrite, AfterSync, AfterDelivery, BeforeAcknowledgement];
    private static readonly Lazy<Failpoint> OfThisProcess =
        new(() => new Failpoint(Environment.GetEnvironmentVariable(Variable), KillThisProcess));

    private readonly string? _point;
    private readonly Action _kill;
    private int _left;

    /// <exception cref="FormatException">The text names no point.</exception>
    public Failpoint(string? text, Action kill)
    {
        _kill = kill;
        if (string.IsNullOrEmpty(text)) return;
        var (point, pass) = text.Split(':') is [var name, var number] ? (name, number) : (text, "1");
        if (!Points.Contains(point) || !int.TryParse(pass, out _left) || _left < 1)
            throw new FormatException(
                $"{Variable} is '{text}'; it takes {string.Join(", ", Points)}, and :n for the n-th pass.");
        _point = point;
    }

    /// <summary>The one that the environment asks for.</summary>
    public static Failpoint Process => OfThisProcess.Value;

    /// <summary>Says that the process is at a point.</summary>
    public void Pass(string point)
    {
        if (point == _point && Interlocked.Decrement(ref _left) == 0) _kill();
    }

    private static void KillThisProcess()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        self.Kill();
        using var never = new ManualResetEventSlim();
        never.Wait();
    }
}
