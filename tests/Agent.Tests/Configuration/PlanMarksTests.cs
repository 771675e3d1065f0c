using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Tests.Storage;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class PlanMarksTests : IDisposable
{
    private const string Text = """
        environment: production
        mode: gate
        state: state
        policy: { window: 10m }
        services:
          - name: shop
            probes:
              - name: app
                http:
                  url: http://127.0.0.1:9/
                  every: 5s
                  headers: { authorization: "${file:secret}" }
          - name: cart
            probes: [ { name: app, tcp: { host: 127.0.0.1, port: 9 } } ]
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_same_document_has_the_same_marks_whatever_its_comments_and_the_order_of_its_keys() =>
        Assert.Equal([true, true, true], Same(Text, Text
            .Replace("mode: gate", "# a word\nmode: gate", StringComparison.Ordinal)
            .Replace("url: http://127.0.0.1:9/\n          every: 5s", "every: 5s\n          url: http://127.0.0.1:9/",
                StringComparison.Ordinal)));

    [Fact]
    public void A_change_of_one_service_changes_its_mark_alone() =>
        Assert.Equal([false, true, true], Same(Text, Text.Replace("every: 5s", "every: 6s", StringComparison.Ordinal)));

    [Theory]
    [InlineData("window: 10m", "window: 11m")]
    [InlineData("mode: gate", "mode: observe")]
    public void What_all_services_share_changes_all_of_them(string from, string to) =>
        Assert.Equal([false, false, true], Same(Text, Text.Replace(from, to, StringComparison.Ordinal)));

    [Theory]
    [InlineData("state: state", "state: elsewhere")]
    [InlineData("state: state", "state: state\nlisten: http://127.0.0.1:7071")]
    public void What_is_about_the_agent_changes_no_service(string from, string to) =>
        Assert.Equal([true, true, false], Same(Text, Text.Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public void A_secret_that_was_rotated_changes_the_mark_and_not_the_digest()
    {
        var before = Load(Text, "open sesame");
        var after = Load(Text, "another one");
        Assert.Equal(before.Services[0].Digest, after.Services[0].Digest);
        Assert.NotEqual(before.Services[0].Mark, after.Services[0].Mark);
    }

    [Fact]
    public void A_table_of_discovery_that_is_none_is_a_fault_of_the_file()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "table.yaml"), "sources: 7");
        var outcome = Outcome(Text.Replace("  - name: cart", "  - name: cart\n    signal-table: table.yaml",
            StringComparison.Ordinal), "s");
        var fault = Assert.Single(outcome.Faults);
        Assert.Equal(14, fault.Line);
        Assert.Contains("the file 'table.yaml' cannot be used: signal table, line 1", fault.Message,
            StringComparison.Ordinal);
    }

    /// <summary>Whether the two services, and what is fixed, have the same marks.</summary>
    private bool[] Same(string one, string other)
    {
        var (before, after) = (Load(one, "s"), Load(other, "s"));
        return
        [
            before.Services[0].Mark == after.Services[0].Mark,
            before.Services[1].Mark == after.Services[1].Mark,
            before.FixedMarks.OrderBy(mark => mark.Key, StringComparer.Ordinal)
                .SequenceEqual(after.FixedMarks.OrderBy(mark => mark.Key, StringComparer.Ordinal)),
        ];
    }

    private AgentPlan Load(string text, string secret)
    {
        var outcome = Outcome(text, secret);
        Assert.Empty(outcome.Faults);
        return outcome.Plan!;
    }

    private ConfigurationOutcome Outcome(string text, string secret)
    {
        var file = Path.Combine(_folder.Path, "bellwether.yaml");
        File.WriteAllText(file, text);
        File.WriteAllText(Path.Combine(_folder.Path, "secret"), secret);
        return ConfigurationLoader.Load(file, Surroundings.OfThisProcess());
    }
}
