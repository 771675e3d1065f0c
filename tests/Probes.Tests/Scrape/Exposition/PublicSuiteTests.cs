using System.Text.Json;
using Bellwether.Probes.Scrape.Exposition;
using Xunit.Abstractions;

namespace Bellwether.Probes.Tests.Scrape.Exposition;

/// <summary>
/// Cases of the public OpenMetrics suite, where they lie beside the repository in <c>shared/vectors</c>.
/// </summary>
public sealed class PublicSuiteTests(ITestOutputHelper output)
{
    // xunit 2 cannot skip from inside a test: where the cases are absent this says so in its output and passes.
    [Fact]
    public void Every_case_of_the_public_suite_is_judged_right_where_the_suite_is_at_hand()
    {
        if (Find("openmetrics.json") is not { } path)
        {
            output.WriteLine("Not run: no folder shared/vectors beside any folder above the tests.");
            return;
        }

        using var suite = JsonDocument.Parse(File.ReadAllBytes(path));
        var cases = suite.RootElement.GetProperty("cases").EnumerateArray().ToList();
        var wrong = cases.Select(Judge).OfType<string>().ToList();
        output.WriteLine($"{cases.Count - wrong.Count} of {cases.Count} cases right");
        Assert.NotEmpty(cases);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static string? Judge(JsonElement one)
    {
        var should = one.GetProperty("shouldParse").GetBoolean();
        var body = System.Text.Encoding.UTF8.GetBytes(one.GetProperty("text").GetString()!);
        var did = new ExpositionParser(ExpositionLimits.Default)
            .TryParse(body, ExpositionFormat.OpenMetrics, out _, out var fault);
        return did == should ? null : $"{one.GetProperty("name")}: should be {(should ? "read" : "refused")}; {fault}";
    }

    private static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "../shared/vectors", name) is var path && File.Exists(path))
                return path;
        return null;
    }
}
