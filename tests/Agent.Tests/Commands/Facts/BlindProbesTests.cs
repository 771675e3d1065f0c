using Bellwether.Agent.Commands.Facts;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tests.Commands.Facts;

public sealed class BlindProbesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Every_blind_instance_is_named_with_its_reason_and_for_how_long()
    {
        var found = BlindProbes.Of([Up("disk", Look("disk", true), Look("other", true)), Up("web", Look("a", false))]);
        Assert.Equal(
            [
                "the probe disk sees nothing for 12 min: there is no program /x (not-found)",
                "the probe disk sees nothing at other for 12 min: there is no program /x (not-found)",
            ],
            found.Select(reason => reason.Explanation));
    }

    [Fact]
    public void A_probe_that_never_looked_is_blind_too() => Assert.Equal(
        "the probe web has not looked at anything yet", Assert.Single(BlindProbes.Of([Up("web")])).Explanation);

    [Fact]
    public void Other_signals_are_not_looked_at() =>
        Assert.Empty(BlindProbes.Of([Up("web") with { Signal = "web.x" }]));

    private static InstanceLook Look(string instance, bool blind) => new()
    {
        Instance = instance,
        Outcome = blind ? LookOutcome.Missing : LookOutcome.Good,
        Blind = blind,
        At = Noon,
        Since = Noon - TimeSpan.FromMinutes(12),
        Why = blind ? "there is no program /x (not-found)" : null,
    };

    private static SignalStatus Up(string probe, params InstanceLook[] looks) => new()
    {
        Service = "shop",
        Environment = "production",
        Signal = $"{probe}.up",
        Kind = SignalKind.State,
        Unit = "looks",
        Source = "",
        HistoryPoints = 0,
        Looks = looks,
    };
}
