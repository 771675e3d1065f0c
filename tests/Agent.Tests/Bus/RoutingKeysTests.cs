using Bellwether.Agent.Bus;
using Bellwether.Agent.Tests.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Bus;

public sealed class RoutingKeysTests
{
    [Fact]
    public void Every_outgoing_record_has_a_key_of_environment_service_and_a_word()
    {
        using var agent = WatchedAgent.Experienced();
        agent.Deploy();
        agent.Hold();
        agent.Release();
        agent.Override(Decision.Rollback);
        agent.RolledBack();
        agent.Watcher.Feedback(new FeedbackGiven
        {
            DeploymentId = "shop-2",
            Kind = FeedbackKind.FalseAlarm,
            Reason = "it was us",
            Actor = "ada",
        });
        agent.Shop.Replace("1");
        agent.RunUntil("shop-2", DeploymentState.Closed);
        var keys = new RoutingKeys(WatchedAgent.Environment, agent.Ask);
        Assert.Equal(
            ["hold", "release", "override", "rollback", "feedback", "recovery"],
            agent.Journal.Outgoing(0, 100).Select(keys.Of).Select(key =>
            {
                var words = key.Split('.');
                Assert.Equal(["demo", "shop"], words[..2]);
                return Assert.Single(words[2..]);
            }));
    }
}
