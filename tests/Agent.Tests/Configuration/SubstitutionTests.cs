namespace Bellwether.Agent.Tests.Configuration;

public sealed class SubstitutionTests
{
    private readonly TestSurroundings _machine = new();

    [Theory]
    [InlineData("${SECRET}", "hunter2-hunter2")]
    [InlineData("a-${SECRET}-b", "a-hunter2-hunter2-b")]
    [InlineData("${NONE:-fall-back}", "fall-back")]
    [InlineData("${NONE:-}x", "x")]
    [InlineData("${EMPTY:-fall-back}", "fall-back")]
    [InlineData("${EMPTY}x", "x")]
    [InlineData("$${SECRET}", "${SECRET}")]
    [InlineData("$SECRET", "$SECRET")]
    [InlineData("${cred:token}", "tok-1234567")]
    [InlineData("${cred:of-folder}", "loaded-by-a-line-of-the-unit")]
    [InlineData("${file:/run/credentials/bellwether/token}", "tok-1234567")]
    [InlineData("${NESTED}", "${SECRET}")]
    [InlineData("${SHAPE}", "}, a: [")]
    public void A_value_is_put_in_as_text(string written, string text)
    {
        _machine.Variables["EMPTY"] = "";
        _machine.Variables["NESTED"] = "${SECRET}";
        _machine.Variables["SHAPE"] = "}, a: [";
        var plan = Sample.PlanOf($"  - {{ name: host, host: {{ process: '{written}', every: 1s }} }}\n", _machine);
        Assert.Equal(text, ((HostOptions)plan.Services[0].Probes[1].Options).Process);
    }

    [Fact]
    public void A_credential_needs_its_folder()
    {
        _machine.Variables.Remove("CREDENTIALS_DIRECTORY");
        var fault = Assert.Single(
            Sample.FaultsOf("  - { name: host, host: { process: '${cred:token}' } }\n", _machine));
        Assert.Contains("CREDENTIALS_DIRECTORY is not set", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_put_in()
    {
        _machine.Files["/big"] = new string('x', 64 * 1024 + 1);
        var fault = Assert.Single(Sample.FaultsOf("  - { name: host, host: { process: '${file:/big}' } }\n", _machine));
        Assert.Contains("larger than 64 KiB", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  - { name: a, tcp: { host: h, port: '${SECRET}' } }")]
    [InlineData("  - { name: a, http: { url: '${SECRET}' } }")]
    [InlineData("  - { name: a, http: { url: 'http://h', expect: { status: '${SECRET}' } } }")]
    [InlineData("  - { name: '${SECRET} x', tcp: { host: h, port: 1 } }")]
    [InlineData("policy: { window: '${SECRET}', time-zone: '${SECRET}', interval: '${SECRET}', false-rollback-budget: "
        + "'${SECRET}' }")]
    [InlineData("rules: [ { name: a, signal: '${SECRET}', compare: { direction: '${SECRET}' } } ]")]
    [InlineData("rules: [ { name: a, signal: app.up, health: { fail-after: '${SECRET}' } } ]")]
    [InlineData("rules: [ { name: '${SECRET}', signal: app.up, health: {} }, { name: '${SECRET}', signal: app.up, "
        + "health: {} } ]")]
    [InlineData("signals: [ { name: a, from: '${SECRET}', gauge: b } ]")]
    [InlineData("signal-table: '${SECRET}'")]
    [InlineData("agent: { id: '${SECRET} x' }")]
    [InlineData("listen: 'http://${SECRET}/'")]
    public void A_value_that_was_put_in_never_gets_into_a_message(string more)
    {
        var faults = Sample.FaultsOf(more + "\n", _machine);
        Assert.All(faults, f => Assert.DoesNotContain("hunter2", f.ToString(), StringComparison.Ordinal));
        Assert.NotEmpty(faults);
    }
}
