using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Probes;
using Bellwether.Probes.HealthChecks;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class HealthCheckTests : IDisposable
{
    private readonly AcmePlugIns _acme = new();
    private readonly TestSurroundings _machine = new();

    public void Dispose() => _acme.Dispose();

    [Fact]
    public void The_built_in_check_takes_its_secret_from_outside()
    {
        _machine.Files["/run/credentials/bellwether/orders-db"] = "Host=db;Username=shop;Password=hunter2-hunter2\n";
        var options = Options(
            "type: npgsql, with: { connectionString: \"${cred:orders-db}\" }, every: 15s", plugIns: false);
        Assert.Equal("npgsql", options.Check!.ToString());
        Assert.Equal("Host=db;Username=shop;Password=hunter2-hunter2", options.With["connectionString"].Single());
        Assert.DoesNotContain("hunter2", options.Check.Redaction.Clean("no hunter2-hunter2 here"));
    }

    [Theory]
    [InlineData("type: good")]
    [InlineData("type: Acme.Checks/Acme.Checks.GoodHealthCheck")]
    [InlineData("type: status, with: { status: 1 }")]
    [InlineData("type: overloaded, with: { host: h }")]
    [InlineData("type: overloaded, with: { host: h, port: 5 }")]
    public void A_plug_in_is_found_and_its_arguments_taken(string options) =>
        Assert.NotNull(Options(options).Check);

    [Fact]
    public async Task Every_kind_of_argument_arrives_as_its_type_and_what_is_left_out_is_its_default()
    {
        var look = await LookAsync("""
            type: many
            with:
              text: a text
              count: 4
              share: 0.5
              patience: 90s
              is-on: true
              address: http://localhost:8080/
              color: dark-green
              names: [a, b]
              numbers: [1, 2, 39]
              pause: 2m
            """);
        Assert.Equal("6 4 0.5 00:01:30 True 8080 DarkGreen 2 42 - 00:02:00 7 - True", look.Detail);
    }

    [Fact]
    public async Task An_object_of_options_is_written_as_its_members_and_keeps_its_own_defaults()
    {
        var look = await LookAsync(
            "type: warehouse, with: { connectionString: '${cred:hunter}', shelf: 7, patience: 3s }");
        Assert.Equal("15 SELECT 1 7 00:00:03", look.Detail);
    }

    [Theory]
    [InlineData("host: h", "host")]
    [InlineData("host: h, port: 5", "host and port")]
    public async Task The_constructor_is_the_one_that_the_arguments_fit(string with, string way) =>
        Assert.Equal(way, (await LookAsync($"type: overloaded, with: {{ {with} }}")).Detail);

    [Theory]
    [InlineData("type: npgsq", "type: there is no health check 'npgsq'; did you mean 'npgsql'?")]
    [InlineData("type: redis", "type: there is no health check 'redis'; there are npgsql, blocking, derived, good")]
    [InlineData("type: twin", "type: 'twin' is the name of Acme.Checks/Acme.Checks.East.TwinHealthCheck and")]
    [InlineData("type: needy", "'services', a IServiceProvider, which a file cannot hold")]
    [InlineData("type: status",
        "with: 'status' is missing: Acme.Checks/Acme.Checks.StatusHealthCheck needs a whole number there")]
    [InlineData("type: status, with: { status: 1, descripton: x }",
        "with: unknown argument 'descripton'; did you mean 'description'?")]
    [InlineData("type: status, with: { status: 1, colour: x }",
        "with: unknown argument 'colour'; Acme.Checks/Acme.Checks.StatusHealthCheck takes status, description")]
    [InlineData("type: good, with: { name: x }",
        "with: unknown argument 'name'; Acme.Checks/Acme.Checks.GoodHealthCheck takes none")]
    [InlineData("type: status, with: { status: hunter2 }", "with.status: must be a whole number, and this is not")]
    [InlineData("type: status, with: { status: [1, 2] }", "with.status: must be a whole number, not a list")]
    [InlineData("type: status, with: { status: }", "with.status: has no value: give it one, or take the key out")]
    [InlineData("type: many, with: { color: dark-gren }",
        "with.color: must be red or dark-green; did you mean 'dark-green'?")]
    [InlineData("type: many, with: { numbers: [1, two] }", "with.numbers[1]: must be a whole number, and this is not")]
    [InlineData("type: many, with: { services: x }", "with.services: is a IServiceProvider, which a file cannot hold")]
    [InlineData("type: status, with: { status: 1, Status: 1 }",
        "with: unknown argument 'Status'; did you mean 'status'?")]
    [InlineData("type: many, with: { is-on: true, isOn: true }", "with: 'isOn' is given twice")]
    [InlineData("type: warehouse, with: { connectionString: \"${cred:hunter}\" }", "with: 'shelf' is missing")]
    [InlineData("type: warehouse, with: { shelf: 1 }", "with: 'connectionString' is missing")]
    [InlineData("type: warehouse, with: { comandText: x }",
        "unknown argument 'comandText'; did you mean 'commandText'?")]
    [InlineData("type: warehouse, with: { configure: x }", "with.configure: is a Action`1, which a file cannot hold")]
    [InlineData("type: npgsql", "with: 'connectionString' is missing: npgsql needs text there")]
    [InlineData("type: npgsql, with: { connectionString: \"${cred:hunter}\" }",
        "with.connectionString: is no connection string that Npgsql reads")]
    [InlineData("type: npgsql, with: { connectionString: \"Host=h;Pass;word=${cred:hunter}\" }",
        "with.connectionString: is no connection string that Npgsql reads")]
    [InlineData("type: npgsql, with: { connection-string: \"Username=${cred:hunter}\" }",
        "with.connectionString: names no Host")]
    [InlineData("type: npgsql, degraded: maybe", "degraded: 'maybe' is not good or bad")]
    [InlineData("with: { a: b }", "healthcheck: 'type' is missing")]
    public void What_is_wrong_is_said_on_its_line_without_a_value(string options, string message)
    {
        var faults = Load(options).Faults;
        Assert.Contains(faults, fault => $"{fault.Path}: {fault.Message}".Contains(message, StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.Equal(8, fault.Line));
        Assert.DoesNotContain(faults, fault => fault.Message.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_a_folder_the_reader_hears_of_it() =>
        Assert.Equal("there is no health check 'redis'; there are npgsql; further ones come from the folder that "
            + "'plug-ins' names", Load("type: redis", plugIns: false).Faults.Single().Message);

    [Fact]
    public void A_folder_that_is_not_to_be_trusted_is_refused()
    {
        _machine.Distrust = _ => "its group or others can write to";
        var fault = Load("type: npgsql, with: { connectionString: \"Host=${cred:hunter}\" }").Faults.Single();
        Assert.Equal((3, "plug-ins", $"the folder {_acme.Folder} its group or others can write to"),
            (fault.Line, fault.Path, fault.Message));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused()
    {
        var gone = Path.Combine(_acme.Folder, "gone");
        var fault = _machine.Load(Text("type: redis", gone), TestCatalogs.Real).Faults.Single();
        Assert.Equal($"the folder {gone} cannot be used: there is no such folder", fault.Message);
    }

    [Fact]
    public void Its_values_are_no_part_of_the_digest_and_its_keys_are()
    {
        var one = Digest("type: status, with: { status: 1 }");
        Assert.Equal(one, Digest("type: status, with: { status: 0 }"));
        Assert.NotEqual(one, Digest("type: status, with: { status: 0, description: x }"));
        Assert.NotEqual(one, Digest("type: status, with: { status: 1 }, degraded: bad"));
    }

    [Theory]
    [InlineData("db.up", "health: { fail-after: 3 of 5 }")]
    [InlineData("db.latency", "limit: { max: 50ms }")]
    [InlineData("db.data.queue-length", "limit: { max: 50 }")]
    public void Rules_judge_what_a_check_says(string signal, string rule) =>
        Assert.Empty(_machine.Load(Text("type: good", _acme.Folder)
            + $"rules:\n  - {{ name: r, signal: {signal}, {rule} }}\n", TestCatalogs.Real).Faults);

    private string Digest(string options) => Load(options).Plan!.Services[0].Digest;

    private async Task<Look> LookAsync(string options)
    {
        var bound = Options(options);
        var made = ProbeCatalog.Find("healthcheck")!.Make(bound, new ProbeContext("db", TimeProvider.System));
        await using var probe = made.Single().Probe;
        return await probe.LookAsync(CancellationToken.None);
    }

    private HealthCheckProbeOptions Options(string options, bool plugIns = true)
    {
        var outcome = Load(options, plugIns);
        Assert.Empty(outcome.Faults);
        return Assert.IsType<HealthCheckProbeOptions>(outcome.Plan!.Services[0].Probes[0].Options);
    }

    private ConfigurationOutcome Load(string options, bool plugIns = true) =>
        _machine.Load(Text(options, plugIns ? _acme.Folder : null), TestCatalogs.Real);

    private static string Text(string options, string? folder) => $"""
        environment: production
        mode: {Mode.Observe.ToString().ToLowerInvariant()}
        {(folder is null ? "agent: { id: a }" : $"plug-ins: {folder}")}
        service: checkout
        probes:
          - name: db
            healthcheck:
              {(options.Contains('\n', StringComparison.Ordinal)
                  ? options.ReplaceLineEndings("\n").Replace("\n", "\n      ", StringComparison.Ordinal)
                  : $"{{ {options} }}")}

        """.ReplaceLineEndings("\n");
}
