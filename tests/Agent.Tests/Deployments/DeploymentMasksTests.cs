using Bellwether.Agent.Deployments;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Tests.Deployments;

public sealed class DeploymentMasksTests
{
    private static readonly NewVersionSeen Seen = new(0, A.At(5), null) { At = A.At(6) };

    [Fact]
    public void An_open_watch_masks_everything_from_its_announcement_on()
    {
        var mask = DeploymentMasks.Of(A.Deployment().After(Seen));
        Assert.Equal(A.Noon, mask.From);
        Assert.Equal(DateTimeOffset.MaxValue, mask.To);
    }

    [Fact]
    public void A_promoted_version_is_normal_from_its_verdict_on() =>
        Assert.Equal(A.At(60), DeploymentMasks.Of(A.Deployment().After(Seen, A.Verdict(Decision.Promote))).To);

    [Fact]
    public void A_rolled_back_version_never_becomes_normal()
    {
        var rolledBack = A.Deployment().After(Seen, A.Verdict(Decision.Rollback));
        Assert.Equal(DateTimeOffset.MaxValue, DeploymentMasks.Of(rolledBack).To);
        var recovered = rolledBack.After(new RolledBack(null) { At = A.At(70) }, A.Recovery(recovered: true, 90));
        Assert.Equal(A.At(90), DeploymentMasks.Of(recovered).To);
    }

    [Fact]
    public void A_version_of_which_nothing_is_known_is_doubted_as_long_as_a_promoted_one()
    {
        var unknown = A.Deployment().After(Seen, A.Verdict(Decision.Inconclusive));
        Assert.Equal(A.At(60) + TimeSpan.FromMinutes(30), DeploymentMasks.Of(unknown).To);
    }
}
