using System.Text;
using Bellwether.Agent.Bus;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Tests.Watching;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Tests.Bus;

/// <summary>What the desk makes of the bytes that come, with everything behind it real.</summary>
public sealed class AnnouncementDeskTests : IDisposable
{
    private const string Act = "\"deploymentId\":\"shop-2\",\"reason\":\"seen\",\"actor\":\"ada\"";

    private const string Mask = """
        {"service":"shop","environment":"demo","kind":"incident","from":"2026-01-01T00:00:00Z",
         "to":"2026-01-01T01:00:00Z","reason":"outage","actor":"ada"}
        """;

    private readonly WatchedAgent _agent = WatchedAgent.Experienced();

    public void Dispose() => _agent.Dispose();

    [Fact]
    public void Each_announcement_does_what_it_does_over_http_and_twice_is_once()
    {
        Twice(MessageTypes.DeploymentStarted, Started());
        Assert.Equal(DeploymentState.Announced, _agent.Status().State);
        Twice(MessageTypes.DeploymentFinished, """{"deploymentId":"shop-2"}""");
        Assert.NotNull(_agent.Status().FinishedAt);
        Twice(MessageTypes.DeploymentCancelled, """{"deploymentId":"shop-2","reason":"no"}""");
        Assert.Equal(DeploymentState.Closed, _agent.Status().State);
        // Said again after its end it still is no news, but another version under its id is a contradiction.
        Assert.Equal(HeardKind.Known, Hear(MessageTypes.DeploymentStarted, Started()).Kind);
        Assert.Equal(HeardKind.Refused, Hear(MessageTypes.DeploymentStarted, Started(version: "3")).Kind);
    }

    [Fact]
    public void Each_act_of_a_person_does_what_it_does_over_http_and_twice_is_once()
    {
        Hear(MessageTypes.DeploymentStarted, Started());
        Twice(MessageTypes.HoldPlaced, $$"""{{{Act}}}""");
        Assert.NotNull(_agent.Status().Held);
        Twice(MessageTypes.HoldReleased, $$"""{{{Act}}}""");
        Twice(MessageTypes.VerdictOverridden, $$"""{"decision":"rollback",{{Act}}}""");
        Twice(MessageTypes.FeedbackGiven, $$"""{"kind":"false-alarm",{{Act}}}""");
        Assert.Single(_agent.Journaled(MessageTypes.FeedbackGiven));
        Twice(MessageTypes.RollbackCompleted, """{"deploymentId":"shop-2","version":"1"}""");
        Hear(MessageTypes.SignalsMasked, Mask);
        Hear(MessageTypes.SignalsMasked, Mask);
        Assert.Single(_agent.Journaled(MessageTypes.SignalsMasked));
    }

    [Fact]
    public void A_preflight_is_answered_once_by_a_message_that_names_the_question()
    {
        const string Question = """{"service":"shop","environment":"demo"}""";
        Twice(MessageTypes.PreflightRequested, Question);
        var answer = Assert.Single(_agent.Journaled(MessageTypes.PreflightAssessed));
        Assert.Contains("\"id\":\"q-1:host-1:preflight\"", answer, StringComparison.Ordinal);
        Assert.Equal(HeardKind.Refused, Hear(MessageTypes.PreflightRequested, Question, new string('i', 201)).Kind);
    }

    [Theory]
    [InlineData(
        MessageTypes.DeploymentStarted, "'deploymentId':'x','version':'1','service':'other','environment':'demo'")]
    [InlineData(
        MessageTypes.DeploymentStarted, "'deploymentId':'x','version':'1','service':'shop','environment':'prod'")]
    [InlineData(MessageTypes.DeploymentFinished, "'deploymentId':'nobody-knows'")]
    [InlineData(MessageTypes.PreflightRequested, "'service':'other','environment':'demo'")]
    [InlineData(MessageTypes.VerdictOverridden, "'deploymentId':'x','decision':'promote','reason':'r','actor':'a'")]
    public void What_concerns_another_agent_is_no_fault(string type, string members)
    {
        var message = $"{{{members.Replace('\'', '"')}}}";
        Assert.Equal(HeardKind.NotOurs, Hear(type, message).Kind);
        Assert.Equal(HeardKind.NotOurs, Hear(type, message, accept: []).Kind);
    }

    [Fact]
    public void What_is_not_accepted_is_refused_with_the_key_to_look_at()
    {
        Hear(MessageTypes.DeploymentStarted, Started());
        var refused = Hear(MessageTypes.HoldPlaced, $$"""{{{Act}}}""", accept: [BusIntake.Announcements]);
        Assert.Equal(HeardKind.Refused, refused.Kind);
        Assert.Contains("bus.rabbitmq.accept", refused.Reason, StringComparison.Ordinal);
        Assert.Null(_agent.Status().Held);
        Assert.Equal(HeardKind.Refused, Hear(
            MessageTypes.DeploymentStarted, Started("shop-3"), accept: [BusIntake.Overrides]).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{'specversion':'0.3','id':'1','source':'/','type':'t','data':{}}")]
    [InlineData("{'specversion':'1.0','source':'/','type':'t','data':{}}")]
    [InlineData("{'specversion':'1.0','id':'1','source':'/','type':'t'}")]
    [InlineData("{'specversion':'1.0','id':'1','source':'/','type':'t','type':'u','data':{}}")]
    [InlineData("{'specversion':'1.0','id':'1','source':'/','type':'bellwether.verdict-issued.v1','data':{}}")]
    public void What_is_no_announcement_is_refused_and_nothing_is_thrown(string body)
    {
        var heard = Desk().Hear(Encoding.UTF8.GetBytes(body.Replace('\'', '"')));
        Assert.Equal(HeardKind.Refused, heard.Kind);
        Assert.NotEqual("", heard.Reason);
    }

    [Fact]
    public void A_body_beyond_the_limit_is_not_even_read()
    {
        var limits = new BusLimits { LongestBody = 10 };
        Assert.Equal(64 << 10, new BusLimits().LongestBody);
        Assert.Contains("11 bytes", Desk(limits: limits).Hear(new byte[11]).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_is_never_longer_than_its_limit()
    {
        var body = Event(MessageTypes.DeploymentStarted, Started(new string('X', 2000)));
        Assert.InRange(Desk(limits: new BusLimits { LongestReason = 20 }).Hear(body).Reason.Length, 1, 20);
    }

    [Fact]
    public void A_type_is_told_in_one_short_line()
    {
        var heard = Desk().Hear(Event($"a\\n{new string('b', 500)}", "{}"));
        Assert.InRange(heard.Type.Length, 1, 100);
        Assert.DoesNotContain(heard.Type, char.IsControl);
    }

    [Fact]
    public void What_cannot_be_made_durable_is_neither_taken_nor_refused()
    {
        using var full = new WatchedAgent(limits: new JournalLimits { MaxBytesEver = 64 << 10, ReserveBytes = 4096 });
        var desk = Desk(full);
        const string Question = """{"service":"shop","environment":"demo"}""";
        Assert.Throws<JournalUnavailableException>(() =>
        {
            for (var i = 0; i < 10_000; i++) desk.Hear(Event(MessageTypes.PreflightRequested, Question, $"{i}"));
        });
    }

    private static string Started(string id = "shop-2", string version = "2") =>
        $$"""
        {"deploymentId":"{{id}}","service":"shop","environment":"demo","version":"{{version}}","previousVersion":"1"}
        """;

    private static byte[] Event(string type, string message, string id = "q-1") => Encoding.UTF8.GetBytes(
        $$"""{"specversion":"1.0","id":"{{id}}","source":"/test","type":"{{type}}","data":{{message}}}""");

    private void Twice(string type, string message)
    {
        Assert.Equal(HeardKind.Taken, Hear(type, message).Kind);
        Assert.Equal(HeardKind.Known, Hear(type, message).Kind);
    }

    private Heard Hear(string type, string message, string id = "q-1", IReadOnlyList<BusIntake>? accept = null) =>
        Desk(accept: accept).Hear(Event(type, message, id));

    private AnnouncementDesk Desk(
        WatchedAgent? of = null, IReadOnlyList<BusIntake>? accept = null, BusLimits? limits = null)
    {
        var agent = of ?? _agent;
        var doors = new BusDoors(
            agent.Room, agent.Watcher, agent.Masks, new PreflightDesk(agent.Room, agent.Ask), agent.Ask);
        return new AnnouncementDesk(
            doors, accept ?? [BusIntake.Announcements, BusIntake.Overrides], limits ?? new BusLimits());
    }
}
