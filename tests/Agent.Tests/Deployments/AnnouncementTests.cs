using Bellwether.Agent.Deployments;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Tests.Deployments;

public sealed class AnnouncementTests
{
    private static readonly NewVersionSeen Seen = new(0, A.At(5), null) { At = A.At(6) };

    [Fact]
    public void An_unknown_id_is_a_new_deployment() =>
        Assert.Equal(ReceptionKind.New, Announcement.Receive(A.Start(), [], A.Noon).Kind);

    [Fact]
    public void An_open_id_is_the_same_deployment() =>
        Assert.Equal(ReceptionKind.Same, Announcement.Receive(A.Start(), [A.Deployment()], A.At(1)).Kind);

    [Fact]
    public void A_closed_id_is_refused_unless_the_attempt_is_higher()
    {
        var closed = A.Deployment().After(Seen, A.Verdict(Decision.Inconclusive));
        var refused = Announcement.Receive(A.Start(), [closed], A.At(90));
        Assert.Equal(ReceptionKind.Refused, refused.Kind);
        Assert.Contains("--attempt 2", refused.Why);
        Assert.Equal(
            ReceptionKind.New, Announcement.Receive(A.Start() with { Attempt = 2 }, [closed], A.At(90)).Kind);
    }

    [Theory]
    [InlineData("cart", "demo", "2")]
    [InlineData("shop", "production", "2")]
    [InlineData("shop", "demo", "3")]
    public void One_id_cannot_mean_two_things(string service, string environment, string version)
    {
        var other = A.Start() with { Service = service, Environment = environment, Version = version };
        Assert.Equal(ReceptionKind.Refused, Announcement.Receive(other, [A.Deployment()], A.At(1)).Kind);
    }

    [Theory]
    [InlineData(60 + 3599, ReceptionKind.RollbackCompleted)]
    [InlineData(60 + 3601, ReceptionKind.New)]
    public void A_start_of_the_previous_version_within_an_hour_of_a_rollback_is_that_rollback(
        double at, object expected)
    {
        var rolledBack = A.Deployment().After(Seen, A.Verdict(Decision.Rollback, 60));
        var back = A.Start("shop-back", version: "1", previous: "2");
        Assert.Equal((ReceptionKind)expected, Announcement.Receive(back, [rolledBack], A.At(at)).Kind);
    }

    [Fact]
    public void A_start_of_a_third_version_after_a_rollback_is_a_deployment()
    {
        var rolledBack = A.Deployment().After(Seen, A.Verdict(Decision.Rollback, 60));
        Assert.Equal(
            ReceptionKind.New, Announcement.Receive(A.Start("shop-3", version: "3"), [rolledBack], A.At(70)).Kind);
    }
}
