using System.Text.Json;
using Bellwether.Probes.Http;
using Bellwether.Probes.Http.Journeys;

namespace Bellwether.Probes.Tests.Http;

public sealed class JourneyTests : IAsyncLifetime
{
    private const string Password = "right-5ecret\"{}";

    private ShopOfUsers _shop = null!;

    public async Task InitializeAsync() => _shop = await ShopOfUsers.StartAsync(Password);

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task A_user_logs_in_calls_and_logs_out()
    {
        var look = await LookAsync(Steps());
        Assert.True(look.Reachability is Reachability.Good, look.ToString());
        Assert.Equal(["POST /login 200", "GET /orders/a%2Fb%20c 200", "POST /logout 204"], _shop.Heard);
        Assert.Equal(["latency", "step.login", "step.orders", "step.logout"],
            look.Readings.Where(reading => reading.Name != "answers").Select(reading => reading.Name));
        Assert.Equal(["/login", "/orders/a%2Fb%20c", "/logout"], look.Sent.Select(sent => sent.Path));
        Assert.Equal("7.1", look.Sighting?.Version);
        Assert.Equal((3, 0), (Answers(look, "2xx"), Answers(look, "401")));
        Assert.Equal(0, _shop.Sessions);
    }

    [Fact]
    public async Task The_next_look_knows_nothing_of_the_cookies_and_values_of_this_one()
    {
        await using var probe = Probe(Steps());
        await probe.LookAsync(default);
        await probe.LookAsync(default);
        Assert.Equal(2, _shop.FreshLogins);
    }

    [Fact]
    public async Task A_step_that_fails_is_named_the_rest_left_out_and_the_log_out_made()
    {
        _shop.OrdersStatus = 503;
        var look = await LookAsync(Steps());
        Assert.Equal((Reachability.Bad, "orders-status-503"), (look.Reachability, look.Reason));
        Assert.Equal("step orders: answered 503, expected 200", look.Detail);
        Assert.Equal(["POST /login 200", "GET /orders/a%2Fb%20c 503", "POST /logout 204"], _shop.Heard);
        Assert.DoesNotContain(look.Readings, reading => reading.Name is "latency" or "step.orders");
        Assert.Equal(1, Answers(look, "5xx"));
    }

    [Fact]
    public async Task A_refused_password_is_the_services_failure_and_is_not_told()
    {
        var look = await LookAsync(Steps(password: "Wr0ng-canary"));
        Assert.Equal("login-status-401", look.Reason);
        Assert.Equal(1, Answers(look, "401"));
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(look), StringComparison.Ordinal);
        // The log out needs the token that there is none of.
        Assert.Equal(["POST /login 401"], _shop.Heard);
    }

    [Theory]
    [InlineData("user.name", "someone", "login-json", "step login: user.name of the body is not 'someone'")]
    [InlineData("user.age", "4*", null, null)]
    [InlineData("user.tags[1]", "b", null, null)]
    [InlineData("user", "*", null, null)]
    [InlineData("user.none", "*", "login-json", "step login: user.none of the body is not '*'")]
    public async Task Places_of_the_body_must_be_as_expected(string path, string value, string? reason, string? detail)
    {
        var look = await LookAsync(Steps(expect: new() { Json = new Dictionary<string, string> { [path] = value } }));
        Assert.Equal((reason, detail), (look.Reason, look.Detail));
    }

    [Theory]
    [InlineData("content-type", "application/json*", null)]
    [InlineData("X-App-Version", "7.1", null)]
    [InlineData("X-App-Version", "7.2", "login-header")]
    [InlineData("X-None", "*", "login-header")]
    public async Task Headers_of_the_answer_must_be_as_expected(string name, string value, string? reason) =>
        Assert.Equal(reason, (await LookAsync(
            Steps(expect: new() { Headers = new Dictionary<string, string> { [name] = value } }))).Reason);

    [Fact]
    public async Task A_value_that_is_not_there_is_named()
    {
        _shop.TokenName = "ticket";
        var look = await LookAsync(Steps());
        Assert.Equal(("login-not-taken", "step login: the answer has no token"), (look.Reason, look.Detail));
    }

    [Fact]
    public async Task A_value_leads_to_no_other_host_and_into_no_header()
    {
        _shop.Token = "x\r\nX-Evil: 1";
        var look = await LookAsync(Steps());
        Assert.Equal("orders-not-taken", look.Reason);
        Assert.Equal(["POST /login 200"], _shop.Heard.Take(1));
        Assert.DoesNotContain(_shop.Heard, line => line.StartsWith("GET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Another_origin_gets_neither_the_headers_of_the_probe_nor_the_cookies()
    {
        await using var other = await ShopOfUsers.StartAsync(Password);
        var look = await LookAsync(
        [
            .. Steps()[..1],
            new() { Name = "other", Path = $"http://localhost:{other.Address.Port}/echo" },
        ]);
        Assert.True(look.Reachability is Reachability.Good, look.ToString());
        Assert.Equal("", Assert.Single(other.Echoes));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var look = await LookAsync([new() { Name = "away", Path = "/away" }]);
        Assert.Equal("away-status-302", look.Reason);
        Assert.Single(_shop.Heard);
    }

    [Fact]
    public async Task A_service_that_is_away_names_the_step_that_found_it()
    {
        var options = Options(Steps());
        await _shop.DisposeAsync();
        await using var probe = new HttpProbe(options, TimeProvider.System);
        Assert.Equal("login-refused", (await probe.LookAsync(default)).Reason);
    }

    [Fact]
    public async Task A_body_is_filled_with_values_that_cannot_break_out_of_it()
    {
        _shop.Token = "a\"b\\c";
        var look = await LookAsync(
        [
            .. Steps()[..1],
            new()
            {
                Name = "order",
                Path = "/echo",
                Method = StepMethod.Post,
                Body = """{"token":"{{token}}","user":1}""",
                Expect = new() { Json = new Dictionary<string, string> { ["token"] = _shop.Token } },
            },
        ]);
        Assert.True(look.Reachability is Reachability.Good, look.ToString());
    }

    [Fact]
    public async Task A_step_that_hangs_is_told_although_the_log_out_finds_no_time_to_look_its_host_up()
    {
        await using var hanging = LoopbackServer.Hanging();
        var options = new HttpProbeOptions
        {
            Url = new($"http://localhost:{hanging.Port}/"),
            Timeout = TimeSpan.FromSeconds(1),
            Steps =
            [
                new() { Name = "login", Path = "/login" },
                new() { Name = "logout", Path = "/logout", Always = true },
            ],
        };
        await using var probe = new HttpProbe(options, TimeProvider.System);
        var look = await probe.LookAsync(default);
        Assert.Equal((Reachability.Bad, "login-timeout"), (look.Reachability, look.Reason));
        Assert.Equal("/login", Assert.Single(look.Sent).Path);
    }

    [Fact]
    public async Task A_step_without_an_address_is_our_blindness_and_what_was_sent_before_it_is_told()
    {
        var look = await LookAsync(
            [.. Steps()[..1], new() { Name = "other", Path = "http://nobody.invalid/" }, .. Steps()[2..]]);
        Assert.Equal((Reachability.Missing, "other-resolver"), (look.Reachability, look.Reason));
        Assert.Equal(["/login", "/logout"], look.Sent.Select(sent => sent.Path));
    }

    [Theory]
    [InlineData("""{"user":"probe","password":"b0dy-canary"}""", "application/json")]
    [InlineData("user=probe&password=b0dy-canary", "application/x-www-form-urlencoded")]
    public async Task A_status_line_that_quotes_a_body_is_not_passed_on(string body, string type)
    {
        await using var server = LoopbackServer.Saying("HTTP/9.9 b0dy-canary\n\n");
        var options = new HttpProbeOptions
        {
            Url = server.Url(),
            Steps = [new() { Name = "login", Path = "/login", Method = StepMethod.Post, Body = body, Type = type }],
        };
        await using var probe = new HttpProbe(options, TimeProvider.System);
        var look = await probe.LookAsync(default);
        Assert.Equal("login-not-http", look.Reason);
        Assert.Contains("(hidden)", look.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", JsonSerializer.Serialize(look), StringComparison.Ordinal);
    }

    private static int? Answers(Look look, string status) => (int?)look.Readings
        .Where(reading => reading.Labels["status"] == status).Select(reading => (double?)reading.Value).Single();

    private static HttpStepOptions[] Steps(string password = Password, HttpExpectation? expect = null) =>
    [
        new()
        {
            Name = "login",
            Path = "/login",
            Method = StepMethod.Post,
            Json = new Dictionary<string, string> { ["user"] = "probe", ["password"] = password },
            Expect = expect ?? new(),
            Take = [new() { Name = "token", Json = "token" }, new() { Name = "place", Header = "X-Place" }],
        },
        new()
        {
            Name = "orders",
            Path = "/orders/{{place}}",
            Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer {{token}}" },
        },
        new()
        {
            Name = "logout",
            Path = "/logout",
            Method = StepMethod.Post,
            Form = new Dictionary<string, string> { ["token"] = "{{token}}" },
            Expect = new() { Status = [new(204, 204)] },
            Always = true,
        },
    ];

    private async Task<Look> LookAsync(HttpStepOptions[] steps)
    {
        await using var probe = Probe(steps);
        return await probe.LookAsync(default);
    }

    private HttpProbe Probe(HttpStepOptions[] steps) => new(Options(steps), TimeProvider.System);

    private HttpProbeOptions Options(HttpStepOptions[] steps)
    {
        var options = new HttpProbeOptions
        {
            Url = _shop.Address,
            Steps = steps,
            Version = new() { Header = "X-App-Version" },
            Headers = new Dictionary<string, string> { ["X-Probe"] = "yes" },
        };
        Assert.Empty(OptionFaults.Of(options));
        return options;
    }
}
