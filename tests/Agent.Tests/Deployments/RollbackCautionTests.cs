using Bellwether.Agent.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Deployments;

public sealed class RollbackCautionTests
{
    [Fact]
    public void Nothing_speaks_against_going_back_to_another_version() =>
        Assert.Empty(RollbackCaution.Reasons(A.Deployment(), []));

    [Fact]
    public void What_the_sender_calls_unsafe_is_unsafe() => Assert.Equal(
        ["migration 12 drops a column"],
        RollbackCaution.Reasons(A.Deployment(A.Start() with { RollbackUnsafe = ["migration 12 drops a column"] }), []));

    [Fact]
    public void There_is_no_way_back_to_the_version_already_running()
    {
        var same = A.Deployment(A.Start(previous: "2"));
        Assert.Contains("nothing to go back to", RollbackCaution.Reasons(same, []).Single());
    }

    [Fact]
    public void A_version_rolled_back_a_moment_ago_is_no_place_to_go_back_to()
    {
        var earlier = A.Deployment().After(A.Verdict(Decision.Rollback, -600));
        var now = A.Deployment(A.Start("shop-3", version: "3", previous: "2"));
        Assert.Contains("was itself rolled back", RollbackCaution.Reasons(now, [earlier]).Single());
    }
}
