using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests;

/// <summary>The look-alike of Helm itself, on charts that are wrong: a renderer that forgives finds nothing.</summary>
public sealed class RendererTests : IDisposable
{
    private readonly DirectoryInfo _chart = Directory.CreateTempSubdirectory("bellwether-renderer-");

    public RendererTests()
    {
        _ = _chart.CreateSubdirectory("templates");
        Write("Chart.yaml", "apiVersion: v2\nname: trial\nversion: 0.1.0\n");
        Write("values.yaml", "a: { b: 1, c: [1, 2] }\nlarge: 5000000\n");
        Write("templates/out.yaml", "out: {{ toJson .Values }}\n");
    }

    public void Dispose() => _chart.Delete(recursive: true);

    [Theory]
    [InlineData("{}", """{"a":{"b":1,"c":[1,2]},"large":5000000}""")]
    [InlineData("a: { b: 2 }", """{"a":{"b":2,"c":[1,2]},"large":5000000}""")]
    [InlineData("a: { c: [3] }", """{"a":{"b":1,"c":[3]},"large":5000000}""")]
    [InlineData("a: null", """{"large":5000000}""")]
    [InlineData("a: { b: null }\n---\na: { d: x }", """{"a":{"c":[1,2],"d":"x"},"large":5000000}""")]
    public async Task Values_are_laid_over_each_other_as_Helm_does_it(string values, string merged)
    {
        var (_, output, _) = await HelmRender.RunInAsync(_chart.FullName, values);
        Assert.Contains($"out: {merged}\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.b=2", """{"b":2,"c":[1,2]}""")]
    [InlineData("a.b=02", """{"b":"02","c":[1,2]}""")]
    [InlineData("a.b=true", """{"b":true,"c":[1,2]}""")]
    [InlineData("a.b=null", """{"c":[1,2]}""")]
    public async Task A_single_setting_has_the_type_that_it_looks_like(string set, string a)
    {
        var (_, output, _) = await HelmRender.RunInAsync(_chart.FullName, "{}", "--set", set);
        Assert.Contains($"\"a\":{a}", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{ .Values.nothing }}", "prints a value that is not there")]
    [InlineData("{{ .Values.nothing.more }}", "nil pointer")]
    [InlineData("{{ include \"no\" . }}", "no template \"no\"")]
    [InlineData("{{ define \"x\" }}{{ include \"x\" . }}{{ end }}{{ include \"x\" . }}", "without end")]
    [InlineData("{{ env \"HOME\" }}", "function \"env\" not defined")]
    [InlineData("{{ fail \"no\" }}", "error calling fail: no")]
    [InlineData("{{ required \"no\" \"\" }}", "error calling required: no")]
    [InlineData("{{ if }}", "parse error")]
    public async Task A_template_that_is_wrong_ends_it(string template, string why) =>
        await RefusedAsync("templates/out.yaml", template, why);

    [Theory]
    [InlineData("""{ "format": "uri" }""", "#/format is a keyword that is not understood")]
    [InlineData("""{ "properties": { "a": { "propertis": {} } } }""", "propertis is a keyword that is not understood")]
    [InlineData("""{ "properties": { "a": { "$ref": "#/definitions/no" } } }""", "leads nowhere")]
    [InlineData("""{ "properties": { "a": { "$ref": "#/definitions/x", "type": "object" } } }""", "passed over")]
    [InlineData("""{ "properties": { "large": { "type": "string" } } }""", "large: Invalid type")]
    [InlineData("""{ "anyOf": [{ "required": ["x"] }, { "required": ["y"] }] }""", "(anyOf)")]
    [InlineData("""{ "oneOf": [{ "required": ["a"] }, { "required": ["large"] }] }""", "(oneOf)")]
    [InlineData("""{ "not": { "required": ["a"] } }""", "(not)")]
    [InlineData("""{ "properties": { "large": { "maximum": 10 } } }""", "less than or equal to 10")]
    [InlineData("""{ "properties": { "large": { "enum": [1, 2] } } }""", "one of the following")]
    public async Task A_schema_that_is_wrong_or_not_met_ends_it(string schema, string why) =>
        await RefusedAsync("values.schema.json", schema, why);

    private async Task RefusedAsync(string file, string text, string why)
    {
        Write(file, text);
        var (code, output, error) = await HelmRender.RunInAsync(_chart.FullName, "{}");
        Assert.True(code == 1, output);
        Assert.Contains(why, error, StringComparison.Ordinal);
    }

    private void Write(string file, string text) => File.WriteAllText(Path.Combine(_chart.FullName, file), text);
}
