using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class OwnSignalNameTests
{
    [Theory]
    [InlineData("""{ name: app.errors, from: app, ratio: http_requests_total, bad: { code: "5*" } }""")]
    [InlineData("{ name: app.requests, from: app, rate: http_requests_total }")]
    [InlineData("{ name: app.latency, from: app, latency: http_request_duration_seconds }")]
    [InlineData("""{ name: app.unauthorized, from: app, ratio: http_requests_total, bad: { code: "401" } }""")]
    [InlineData("{ name: shop.orders.paid, from: app, rate: orders_total }")]
    public void What_settles_an_ambiguity_and_a_name_with_dots_are_taken(string line) =>
        Assert.Single(Sample.PlanOf($"signals:\n  - {line}\n").Services[0].Signals);

    [Theory]
    [InlineData("{ name: app.up, from: app, rate: x_total }", "only requests, errors, latency, unauthorized,")]
    [InlineData("{ name: app.orders, from: app, rate: x_total }", "only requests, errors, latency, unauthorized,")]
    [InlineData("{ name: app.errors, from: app, rate: x_total }", "'app.errors' must be a ratio")]
    [InlineData("{ name: app, from: app, rate: x_total }", "is the name of a probe already")]
    [InlineData("{ name: a..b, from: app, rate: x_total }", "single '.' between them")]
    [InlineData("{ name: .a, from: app, rate: x_total }", "single '.' between them")]
    [InlineData("{ name: a., from: app, rate: x_total }", "single '.' between them")]
    public void Other_names_are_refused_with_the_reason(string line, string why) =>
        Assert.Contains(Sample.FaultsOf($"signals:\n  - {line}\n"), f => f.Message.Contains(
            why, StringComparison.Ordinal));

    [Fact]
    public void A_rule_finds_an_own_signal_with_dots_and_its_quantiles()
    {
        var plan = Sample.PlanOf("""
            signals:
              - { name: shop.checkout, from: app, latency: checkout_seconds }
              - { name: app.errors, from: app, ratio: http_requests_total, bad: { code: "5*" } }
            rules:
              - { name: slow, signal: shop.checkout.p99, limit: { max: 2s, fail-after: 3 of 5 } }
              - { name: errors, signal: app.errors, compare: { allow: 50%, tolerate: 0.5pp }, critical: true }

            """);
        Assert.Equal(["shop.checkout.p99", "app.errors"], plan.Services[0].Rules!.Select(rule => rule.Signal));
    }

    [Fact]
    public void A_mode_of_the_command_line_gives_the_digest_of_a_file_that_says_it()
    {
        using var folder = new Storage.TemporaryFolder();
        var (gate, observe) = (folder.File("gate.yaml"), folder.File("observe.yaml"));
        File.WriteAllText(gate, Sample.Head);
        File.WriteAllText(observe, Sample.Head.Replace("mode: gate", "mode: observe", StringComparison.Ordinal));
        var surroundings = new TestSurroundings().Now with { ReadBytes = Surroundings.OfThisProcess().ReadBytes };

        var said = ConfigurationLoader.Load(gate, surroundings).Plan!.Services[0];
        var changed = ConfigurationLoader.Load(observe, surroundings, Mode.Gate).Plan!;
        Assert.Equal((Mode.Gate, Mode.Gate, said.Digest), (
            changed.Mode, changed.Services[0].Mode, changed.Services[0].Digest));
        Assert.NotEqual(said.Digest, ConfigurationLoader.Load(observe, surroundings).Plan!.Services[0].Digest);
    }
}
