using Bellwether.Agent.Configuration.Binding;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class PlanDigestTests
{
    [Fact]
    public void It_is_a_sha256_and_the_same_for_the_same_plan() =>
        Assert.Matches("^sha256:[0-9a-f]{64}$",
            SameFor("policy: { window: 10m }", "policy: { window: 600s } # ten minutes"));

    [Fact]
    public void A_default_that_is_written_out_changes_nothing() =>
        SameFor("", "policy: { false-rollback-budget: 5%, interval: 15s }");

    [Theory]
    [InlineData("policy: { window: 10m }", "policy: { window: 11m }")]
    [InlineData("", "  - { name: db, tcp: { host: h, port: 1 } }")]
    [InlineData("  - { name: db, tcp: { host: h, port: 1 } }", "  - { name: db, tcp: { host: h, port: 2 } }")]
    [InlineData("", "rules: [ { name: up, signal: app.up, health: {} } ]")]
    [InlineData("rules: [ { name: a, signal: app.errors, compare: { allow: 50% } } ]",
        "rules: [ { name: a, signal: app.errors, compare: { allow: 60% } } ]")]
    [InlineData("signals: [ { name: a, from: app, gauge: b } ]",
        "signals: [ { name: a, from: app, gauge: b, where: { c: d } } ]")]
    public void Another_plan_has_another(string one, string other) => Assert.NotEqual(Of(one), Of(other));

    [Fact]
    public void A_rotated_secret_changes_nothing()
    {
        var before = Of(Probe("https://h/${SECRET}"));
        var machine = new TestSurroundings();
        machine.Variables["SECRET"] = "another-one";
        Assert.Equal(before, Of(Probe("https://h/${SECRET}"), machine));
        Assert.NotEqual(before, Of(Probe("https://h/hunter2-hunter2")));
    }

    [Fact]
    public void A_header_counts_by_its_name_alone()
    {
        const string one = "  - { name: b, scrape: { targets: [ { url: 'http://h/' } ], every: 1s, headers: { "
            + "authorization: a } } }";
        SameFor(one, one.Replace("authorization: a", "authorization: b", StringComparison.Ordinal));
        Assert.NotEqual(Of(one), Of(one.Replace("authorization", "accept", StringComparison.Ordinal)));
    }

    private static string Probe(string url) => $"  - {{ name: home, http: {{ url: '{url}', every: 5s }} }}";

    [Theory]
    [InlineData(typeof(WebhookOptions), "Secret", true)]
    [InlineData(typeof(WebhookOptions), "Url", false)]
    [InlineData(typeof(TestHeader), "Value", true)]
    [InlineData(typeof(TestHeader), "Name", false)]
    public void What_is_marked_or_named_as_a_secret_stays_out(Type options, string name, bool isSecret) => Assert.Equal(
        isSecret, OptionsShape.Of(options).Properties.Single(p => p.Name == name).IsSecret);

    private sealed class TestHeader
    {
        public string Name { get; init; } = "";

        public string Value { get; init; } = "";
    }

    private static string SameFor(string one, string other)
    {
        Assert.Equal(Of(one), Of(other));
        return Of(one);
    }

    private static string Of(string more, TestSurroundings? machine = null) =>
        Sample.PlanOf(more + "\n", machine).Services[0].Digest;
}
