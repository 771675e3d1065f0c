using System.Text.Json;

namespace Bellwether.Agent.Tests.Api;

public sealed class RouteTests(RunningAgent agent) : IClassFixture<RunningAgent>
{
    private static int _next;

    private readonly string _id = $"shop-{Interlocked.Increment(ref _next)}";

    [Fact]
    public async Task A_start_is_taken_once_and_its_repetition_known()
    {
        var (status, body) = await agent.StartAsync(_id);
        Assert.Equal((202, "announced"), (status, Text(body, "state")));
        Assert.Equal(200, (await agent.StartAsync(_id)).Status);
        Assert.Equal(_id, Text((await agent.GetAsync($"/v1/deployments/{_id}")).Body, "deploymentId"));
        Assert.Contains((await agent.GetAsync("/v1/deployments")).Body.EnumerateArray(), d => Text(
            d, "deploymentId") == _id);
    }

    [Fact]
    public async Task A_message_may_come_in_a_structured_event()
    {
        var envelope = Event("bellwether.deployment-started.v1");
        var taken = await agent.PostAsync("/v1/deployments", envelope, "application/cloudevents+json; charset=utf-8");
        Assert.Equal(202, taken.Status);
        Assert.Equal(200, (await agent.GetAsync($"/v1/deployments/{_id}")).Status);
    }

    [Fact]
    public async Task An_event_of_another_type_is_refused()
    {
        var (status, body) = await agent.PostAsync(
            "/v1/deployments", Event("bellwether.deployment-finished.v1"), "application/cloudevents+json");
        Assert.Equal(400, status);
        Assert.Contains("bellwether.deployment-started.v1", Text(body, "detail"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("{}")]
    [InlineData("""{"deploymentId":"a","service":"shop","environment":"demo","version":7}""")]
    [InlineData("""{"deploymentId":"a","service":null,"environment":"demo","version":"2"}""")]
    [InlineData("""{"deploymentId":"a","service":"shop","environment":"demo","version":"2","strategy":"yolo"}""")]
    [InlineData("""{"deploymentId":"a","service":"shop","environment":"demo","version":"2","version":"3"}""")]
    [InlineData("""{"deploymentId":"a","service":"shop","environment":"demo","version":"2","startedAt":"yesterday"}""")]
    [InlineData("""{"deploymentId":"a","service":"shop","environment":"demo","version":"2","rollbackUnsafe":[null]}""")]
    [InlineData("""{"deploymentId":"A b","service":"shop","environment":"demo","version":"2"}""")]
    [InlineData("""{"deploymentId":"a","service":"shop","environment":"demo","version":"2","attempt":-1}""")]
    [InlineData("""{"deploymentId":"a","service":"shop","environment":"demo","version":" "}""")]
    public async Task A_body_that_is_no_such_message_is_a_problem(string body)
    {
        var (status, problem) = await agent.PostAsync("/v1/deployments", body);
        Assert.Equal((400, 400), (status, problem.GetProperty("status").GetInt32()));
        Assert.NotEmpty(Text(problem, "detail"));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":"bellwether.deployment-started.v1"}""")]
    [InlineData("""{"type":"bellwether.deployment-started.v1","data":7}""")]
    [InlineData("""{"type":{},"data":{}}""")]
    public async Task An_event_without_its_message_is_a_problem(string body) =>
        Assert.Equal(400, (await agent.PostAsync("/v1/deployments", body, "application/cloudevents+json")).Status);

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("")]
    public async Task What_a_page_in_a_browser_can_post_unasked_is_refused(string type) =>
        Assert.Equal(415, (await agent.PostAsync("/v1/deployments", "{}", type)).Status);

    [Fact]
    public async Task A_body_over_the_limit_is_too_large()
    {
        var body = $$"""{"deploymentId":"{{new string('a', Bellwether.Agent.Api.Limits.ApiLimits.BodyBytes)}}"}""";
        Assert.Equal(413, (await agent.PostAsync("/v1/deployments", body)).Status);
    }

    [Theory]
    [InlineData("/v1/deployments/unknown")]
    [InlineData("/v1/deployments/unknown/verdict")]
    [InlineData("/v1/gates/shop/demo/unknown")]
    [InlineData("/v1/nothing")]
    public async Task What_is_not_known_is_404_and_says_so(string path)
    {
        var (status, body) = await agent.GetAsync(path);
        Assert.Equal((404, 404), (status, body.GetProperty("status").GetInt32()));
    }

    [Theory]
    [InlineData("steps", """{"step":1}""")]
    [InlineData("finish", "{}")]
    [InlineData("cancel", "{}")]
    [InlineData("rolled-back", "{}")]
    [InlineData("override", """{"decision":"promote","reason":"r","actor":"a"}""")]
    [InlineData("hold", """{"reason":"r","actor":"a"}""")]
    [InlineData("release", """{"reason":"r","actor":"a"}""")]
    [InlineData("feedback", """{"kind":"false-alarm","reason":"r","actor":"a"}""")]
    public async Task What_is_said_of_an_unknown_deployment_is_404(string what, string body) =>
        Assert.Equal(404, (await agent.PostAsync($"/v1/deployments/unknown/{what}", body)).Status);

    [Fact]
    public async Task Another_method_is_405_and_names_what_goes()
    {
        using var answer = await agent.Http.DeleteAsync(new Uri("/v1/deployments", UriKind.Relative));
        Assert.Equal(405, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("GET", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_and_a_path_that_speak_of_two_deployments_are_refused()
    {
        await agent.StartAsync(_id);
        var path = $"/v1/deployments/{_id}/finish";
        Assert.Equal(400, (await agent.PostAsync(path, """{"deploymentId":"other"}""")).Status);
        Assert.Equal(202, (await agent.PostAsync(path, $$"""{"deploymentId":"{{_id}}"}""")).Status);
        Assert.Equal(200, (await agent.PostAsync(path, "{}")).Status);
    }

    [Fact]
    public async Task What_contradicts_is_409()
    {
        await agent.StartAsync(_id);
        Assert.Equal(409, (await agent.PostAsync($"/v1/deployments/{_id}/rolled-back", "{}")).Status);
        Assert.Equal(409, (await agent.PostAsync($"/v1/deployments/{_id}/steps", """{"step":1}""")).Status);
        Assert.Equal(202, (await agent.PostAsync($"/v1/deployments/{_id}/cancel", "{}")).Status);
        Assert.Equal(409, (await agent.StartAsync(_id)).Status);
        Assert.Equal(202, (await agent.StartAsync(_id, ",\"attempt\":2")).Status);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("inconclusive")]
    [InlineData("roll-back")]
    public async Task An_override_is_promote_or_rollback(string decision)
    {
        await agent.StartAsync(_id);
        Assert.Equal(400, (await agent.OverrideAsync(_id, decision)).Status);
    }

    [Theory]
    [InlineData("wait=60")]
    [InlineData("wait=-1s")]
    [InlineData("wait=6m")]
    [InlineData("wait=99999999999s")]
    [InlineData("phase=preflight")]
    [InlineData("step=-1")]
    [InlineData("step=one")]
    public async Task A_question_that_cannot_be_answered_is_400(string query)
    {
        await agent.StartAsync(_id);
        Assert.Equal(400, (await agent.GetAsync($"/v1/deployments/{_id}/verdict?{query}")).Status);
    }

    [Fact]
    public async Task Whoever_waits_hears_of_the_verdict_as_soon_as_there_is_one()
    {
        await agent.StartAsync(_id);
        var began = TimeProvider.System.GetTimestamp();
        var waiting = agent.GetAsync($"/v1/deployments/{_id}/verdict?wait=60s");
        await agent.OverrideAsync(_id, "promote");
        var (status, body) = await waiting;
        Assert.Equal((200, "promote"), (status, Text(body, "decision")));
        Assert.True(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(20));
        Assert.Equal("promote", Text((await agent.GetAsync(
            "/v1/gates/shop/demo/2?deployment=" + _id)).Body, "decision"));
    }

    [Fact]
    public async Task A_wait_that_is_over_answers_pending()
    {
        await agent.StartAsync(_id);
        var (status, body) = await agent.GetAsync($"/v1/deployments/{_id}/verdict?wait=1s");
        Assert.Equal((200, "pending"), (status, Text(body, "decision")));
        Assert.Equal(404, (await agent.GetAsync($"/v1/deployments/{_id}/verdict?step=3")).Status);
    }

    [Fact]
    public async Task A_preflight_says_why_it_is_not_ready()
    {
        var (status, body) = await agent.PostAsync("/v1/preflights", """{"service":"shop","environment":"demo"}""");
        Assert.Equal((200, false), (status, body.GetProperty("ready").GetBoolean()));
        Assert.NotEmpty(body.GetProperty("reasons").EnumerateArray());
        var unknown = await agent.PostAsync("/v1/preflights", """{"service":"shop","environment":"other"}""");
        Assert.Equal(404, unknown.Status);
    }

    [Fact]
    public async Task A_mask_is_taken_told_and_refused_where_it_is_wrong()
    {
        const string Good = """
            {"service":"shop","environment":"demo","kind":"incident","from":"2026-01-01T00:00:00Z",
             "to":"2026-01-01T01:00:00Z","reason":"network","actor":"ada"}
            """;
        Assert.Equal(201, (await agent.PostAsync("/v1/masks", Good)).Status);
        Assert.NotEmpty((await agent.GetAsync("/v1/masks")).Body.EnumerateArray());
        Assert.Equal(400, (await agent.PostAsync("/v1/masks", Good.Replace(
            "T01", "T00", StringComparison.Ordinal))).Status);
    }

    [Fact]
    public async Task Signals_and_health_are_told()
    {
        Assert.Equal(JsonValueKind.Array, (await agent.GetAsync("/v1/signals")).Body.ValueKind);
        Assert.Equal(200, (await agent.GetAsync("/health/live")).Status);
        var (status, ready) = await agent.GetAsync("/health/ready");
        Assert.Equal(200, status);
        Assert.Equal(
            ["bus", "configuration", "delivery", "disk", "history", "journal", "judging", "looks"], ready.GetProperty(
                "checks").EnumerateObject().Select(c => c.Name).Order());
    }

    [Fact]
    public async Task The_metrics_page_can_be_read_by_our_own_parser()
    {
        var page = await agent.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        var readings = Signals.Pages.Read(page);
        Assert.Contains(readings, reading => reading.Name == "bellwether_deployments_open");
        Assert.Contains(readings, reading => reading.Name == "process_start_time_seconds" && reading.Value > 1e9);
    }

    [Theory]
    [InlineData("/v1/deployments/unknown", """
        {"type":"about:blank","title":"Not known here","status":404,"detail":"no deployment unknown is known here"}
        """)]
    [InlineData("/health/live", """
        {"status":"healthy","checks":{"judging":{"status":"healthy"}}}
        """)]
    public async Task The_form_of_a_problem_and_of_health_stays_as_it_is(string path, string expected)
    {
        using var answer = await agent.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(expected.Trim(), await answer.Content.ReadAsStringAsync());
    }

    private string Event(string type) => $$$"""
        {"specversion":"1.0","id":"1","source":"/pipeline","type":"{{{type}}}","time":"2026-01-01T00:00:00Z",
         "data":{"deploymentId":"{{{_id}}}","service":"shop","environment":"demo","version":"2"}}
        """;

    private static string Text(JsonElement body, string name) => body.GetProperty(name).GetString() ?? "";
}
