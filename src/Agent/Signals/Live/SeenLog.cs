using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Signals.Live;

/// <summary>What a sidecar has seen beside points, until its next report. Beyond the limits the oldest go.</summary>
internal sealed class SeenLog
{
    private const int MostLooks = 4_096;
    private const int MostOthers = 1_024;

    public List<(string Signal, LookMark Look, int Restarts)> Looks { get; private set; } = [];

    public List<ProcessMark> Processes { get; private set; } = [];

    public List<Sign> Signs { get; private set; } = [];

    /// <summary>How far databases have come, the last of each probe.</summary>
    public Dictionary<string, (DateTimeOffset At, MigrationAccount Account)> Migrations { get; private set; } =
        new(StringComparer.Ordinal);

    public void Add(string signal, LookMark look, int restarts) => Add(Looks, (signal, look, restarts), MostLooks);

    public void Add(ProcessMark mark) => Add(Processes, mark, MostOthers);

    public void Add(Sign sign) => Add(Signs, sign, MostOthers);

    public void Add(MigrationAccount account, DateTimeOffset at) => Migrations[account.Probe] = (at, account);

    /// <summary>Hands everything over and begins anew.</summary>
    public SeenLog Take()
    {
        var taken = new SeenLog { Looks = Looks, Processes = Processes, Signs = Signs, Migrations = Migrations };
        (Looks, Processes, Signs) = ([], [], []);
        Migrations = new(StringComparer.Ordinal);
        return taken;
    }

    private static void Add<T>(List<T> list, T one, int most)
    {
        if (list.Count >= most) list.RemoveRange(0, most / 4);
        list.Add(one);
    }
}
