using Bellwether.Agent.Baselines;
using Bellwether.Testing.Kill;
using Bellwether.Testing.Recording;

namespace Bellwether.Benchmarks.Recording.Evaluation;

/// <summary>What became of all watches at one setting.</summary>
internal sealed class SettingResult(EvaluationSetting setting)
{
    public EvaluationSetting Setting => setting;

    public WatchTally Pretend { get; } = new();

    public Dictionary<string, WatchTally> PretendByProgram { get; } = new(StringComparer.Ordinal);

    public Dictionary<InjectedFault, WatchTally> Faults { get; } =
        InjectedFault.All.ToDictionary(fault => fault, _ => new WatchTally());

    /// <summary>Restarts whose window ends before the next one.</summary>
    public WatchTally Real { get; } = new();

    /// <summary>Those in whose window a program that this one asks was restarted: what it shows is not its
    /// own.</summary>
    public WatchTally RealUpstream { get; } = new();

    public static SettingResult Of(
        IReadOnlyList<RecordedService> services, EvaluationSetting setting, int placements, ulong seed)
    {
        var result = new SettingResult(setting);
        foreach (var service in services)
        {
            var history = new ServiceHistory(service, setting);
            // A generator for each program and setting: none of them changes the luck of another.
            var dice = new Dice(seed * 1_000_003 + (ulong)(setting.Reach * 7919 + service.Name.Length * 104_729));
            result.PlayPretend(service, history, placements, dice);
            result.PlayReal(service, history, dice);
        }

        return result;
    }

    private void PlayPretend(RecordedService service, ServiceHistory history, int placements, Dice dice)
    {
        var quiet = QuietTime.Of(service.All, service.Restarts.Concat(service.UpstreamRestarts));
        var pretend = new PretendDeployments(
            quiet, setting.Reach, history.WithPointsBefore(CountBaseline.FewestPoints));
        var healthy = new WatchTally { Independent = pretend.Independent };
        var faults = InjectedFault.All.ToDictionary(
            fault => fault, _ => new WatchTally { Independent = pretend.Independent });
        foreach (var t0 in pretend.Times(placements, dice))
        {
            var moment = new RecordedRestart(t0, t0);
            healthy.Add(PlayedWatch.Of(history, setting, moment, InjectedFault.None, dice));
            foreach (var (fault, tally) in faults)
                tally.Add(PlayedWatch.Of(history, setting, moment, fault, dice));
        }

        PretendByProgram.Add(service.Name, healthy);
        Pretend.Add(healthy);
        foreach (var (fault, tally) in faults) Faults[fault].Add(tally);
    }

    private void PlayReal(RecordedService service, ServiceHistory history, Dice dice)
    {
        for (var i = 0; i < service.Restarts.Count; i++)
        {
            var restart = service.Restarts[i];
            var end = restart.Back + setting.Reach;
            if (end > (i + 1 < service.Restarts.Count ? service.Restarts[i + 1].Asked : service.All.Until)) continue;
            if (restart.Back < history.WithPointsBefore(CountBaseline.FewestPoints)) continue;
            var shaken = service.UpstreamRestarts.Any(of => of.Asked < end && of.Back > restart.Asked);
            var tally = shaken ? RealUpstream : Real;
            tally.Independent++;
            tally.Add(PlayedWatch.Of(history, setting, restart, InjectedFault.None, dice));
        }
    }
}
