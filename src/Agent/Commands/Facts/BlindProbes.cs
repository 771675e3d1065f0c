using Bellwether.Agent.Judging;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Commands.Facts;

/// <summary>Probes that see nothing now: no rule tells of them where none of their signals must have data.</summary>
internal static class BlindProbes
{
    private const string Code = "blind";
    private const string Up = ".up";

    /// <summary>Those of one service, each instance by itself, in the order of the signals; empty for none.</summary>
    public static IEnumerable<PreflightReason> Of(IEnumerable<SignalStatus> ofService)
    {
        foreach (var status in ofService)
        {
            if (!status.Signal.EndsWith(Up, StringComparison.Ordinal)) continue;
            var probe = status.Signal[..^Up.Length];
            if (status.Looks.Count == 0)
                yield return new(Code, status.Signal, $"the probe {probe} has not looked at anything yet", null);
            foreach (var look in status.Looks)
                if (look.Blind)
                    yield return new(Code, status.Signal, Sentence(probe, look), null);
        }
    }

    private static string Sentence(string probe, InstanceLook look)
    {
        var lasts = look.At - look.Since;
        var since = lasts <= TimeSpan.Zero ? "at its last look"
            : $"for {Wording.Span(TimeSpan.FromSeconds(Math.Round(lasts.TotalSeconds)))}";
        var where = look.Instance == probe ? "" : $" at {look.Instance}";
        return $"the probe {probe} sees nothing{where} {since}{(look.Why is { } why ? $": {why}" : "")}";
    }
}
