using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Rules;

namespace Bellwether.Agent.Tests.Configuration.Reference;

public sealed partial class ReferenceTests
{
    /// <summary>Our own options; those of the probes have tests of their own.</summary>
    public static TheoryData<Type> Ours =>
        [typeof(PolicyOptions), .. RuleCatalog.All.Select(k => k.Options)];

    [Fact]
    public void The_schema_is_current() =>
        SourceTree.AssertCurrent(SourceTree.PathOf("docs", "bellwether.schema.json"), SchemaText.Of(Catalogs.Shipped));

    [Fact]
    public void The_schema_names_every_key_and_holds_every_reference()
    {
        var schema = JsonNode.Parse(SchemaText.Of(TestCatalogs.Fixed))!;
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema["$schema"]!.GetValue<string>());
        var definitions = schema["$defs"]!.AsObject();
        foreach (Match reference in References().Matches(schema.ToJsonString()))
            Assert.NotNull(definitions[reference.Groups[1].Value]);
        Assert.Equal(["environment", "mode"], schema["required"]!.AsArray().Select(n => n!.GetValue<string>()));
        Assert.Equal(["observe", "gate"],
            schema["properties"]!["mode"]!["anyOf"]![0]!["enum"]!.AsArray().Select(n => n!.GetValue<string>()));
        Assert.Equal(65535, definitions["tcp"]!["properties"]!["port"]!["anyOf"]![0]!["maximum"]!.GetValue<double>());
    }

    [Fact]
    public void The_tables_of_the_reference_are_current()
    {
        var file = SourceTree.PathOf("docs", "configuration.md");
        var text = File.ReadAllText(file);
        var names = Markers().Matches(text).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(["access", "agent", "bus", "certificate", "channel", "channels", "file", "log", "policy", "probe",
            "probes", "reach", "rule", "rules", "service", "sidecar", "signal", "tls", "token"], names.Order());
        SourceTree.AssertCurrent(file, Markers().Replace(text, m =>
            $"<!-- keys: {m.Groups[1].Value} -->\n{ReferenceTables.Of(m.Groups[1].Value, Catalogs.Shipped)}<!-- end "
                + $"-->"));
    }

    [Fact]
    public void The_examples_of_the_reference_are_taken_without_a_fault()
    {
        var examples = Examples().Matches(File.ReadAllText(SourceTree.PathOf("docs", "configuration.md")));
        Assert.True(examples.Count >= 2);
        Assert.All(examples, m =>
            Assert.Empty(new TestSurroundings().Load(m.Groups[1].Value, TestCatalogs.Real).Faults));
    }

    [Theory, MemberData(nameof(Ours))]
    public void A_doc_comment_states_the_range_and_the_default_that_hold(Type type)
    {
        var shape = OptionsShape.Of(type);
        var options = shape.Make();
        foreach (var property in shape.Properties)
        {
            var summary = Units().Replace(Summaries.Of(property.Member), "").Replace(" ", "", StringComparison.Ordinal)
                .Replace("min", "m", StringComparison.Ordinal).ToLower(CultureInfo.InvariantCulture);
            if (property.Range is not null)
                Assert.Contains(Squeezed(OptionText.Range(property)), summary, StringComparison.Ordinal);
            if (property.StatedDefault is null && !OptionText.IsRequired(property, options))
                Assert.Contains("default" + Squeezed(OptionText.Default(property, options)), summary,
                    StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_default_policy_is_the_one_of_the_plan() =>
        Assert.Equal(new PolicyPlan(), new PolicyOptions().Compile());

    private static string Squeezed(string text) =>
        text.Replace(" ", "", StringComparison.Ordinal).ToLower(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<=\d)\s+(?=(ms|s|min|m|h|d)\b)")]
    private static partial Regex Units();

    [GeneratedRegex("\"#/\\$defs/([^\"]+)\"")]
    private static partial Regex References();

    [GeneratedRegex(@"<!-- keys: (\w+) -->\n.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Markers();

    [GeneratedRegex(@"```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
