using System.Text.Json;
using Bellwether.Integration.Tests.OtlpDoor;

namespace Bellwether.Integration.Tests.Vitals;

/// <summary>The script that pages include, run by node with what browsers would give it: what one browser alone does
/// not show. In a real one it is in <see cref="BrowserTests"/>.</summary>
public sealed class ScriptTests
{
    [NodeFact]
    public async Task It_sends_once_what_the_view_was_like_and_nothing_else()
    {
        var sent = await RunAsync();
        Assert.Equal("https://agent.example/v1/vitals", sent[0].GetString());
        Assert.Equal("{\"page\":\"/cart\",\"service\":\"shop\",\"errors\":3,\"cls\":0.15000000000000002,\"lcp\":1820,"
            + "\"inp\":120,\"ttfb\":140.5}", sent[1].GetString());
    }

    [NodeFact]
    public async Task A_browser_that_measures_less_sends_less() => Assert.Equal(
        "{\"page\":\"/cart\",\"service\":\"shop\",\"errors\":3,\"ttfb\":140.5}",
        (await RunAsync("""{ "measures": [] }"""))[1].GetString());

    [NodeFact]
    public async Task However_a_page_is_seen_used_and_left_it_is_measured_as_what_it_was()
    {
        foreach (var (how, name, expected) in new (string, string, double?)[]
        {
            ("""{ "leaves": "at once" }""", "lcp", 1820),
            ("""{ "begins": "behind others" }""", "lcp", null),
            ("""{ "begins": "prerendered" }""", "lcp", 820),
            ("""{ "begins": "prerendered" }""", "ttfb", 0),
            ("""{ "still": true }""", "cls", 0),
            ("""{ "quick": true }""", "inp", 8),
            ("""{ "interactions": 60 }""", "inp", 48),
            ("""{ "untold": [ { "interactionId": 7, "duration": 480 } ] }""", "inp", 480),
            ("""{ "throws": 5000 }""", "errors", 1000),
        })
        {
            using var view = JsonDocument.Parse((await RunAsync(how))[1].GetString()!);
            Assert.Equal((how, expected),
                (how, view.RootElement.TryGetProperty(name, out var number) ? number.GetDouble() : null));
        }
    }

    [NodeFact]
    public async Task A_page_of_any_address_is_taken_by_the_agent()
    {
        var body = (await RunAsync($$"""{ "path": "/{{new string('x', 3000)}}" }"""))[1].GetString()!;
        Assert.InRange(body.Length, 200, 500);
    }

    [Fact]
    public void It_is_small() => Assert.True(File.ReadAllLines(VitalsPage.Script).Length < 60);

    private static async Task<JsonElement> RunAsync(string how = "{}")
    {
        var browser = Path.Combine(VitalsPage.Root, "tests", "Integration.Tests", "Vitals", "browser.mjs");
        var (code, said) = await NodeModules.RunAsync("node", VitalsPage.Root, browser, VitalsPage.Script, how);
        Assert.True(code == 0, said);
        return Assert.Single(JsonDocument.Parse(said).RootElement.EnumerateArray());
    }
}
