using System.Text.Json;
using Bellwether.Integration.Tests.OtlpDoor;

namespace Bellwether.Integration.Tests.Vitals;

/// <summary>The script that pages include, run by node with what a browser would give it.</summary>
public sealed class ScriptTests
{
    private static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "Agent.sln"))) folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    private static string Script => Path.Combine(Root, "samples", "vitals", "vitals.js");

    [NodeFact]
    public async Task It_sends_once_what_the_view_was_like_and_nothing_else()
    {
        var browser = Path.Combine(Root, "tests", "Integration.Tests", "Vitals", "browser.mjs");
        var (code, said) = await NodeModules.RunAsync("node", Root, browser, Script);
        Assert.True(code == 0, said);
        var sent = JsonDocument.Parse(said).RootElement;
        Assert.Equal(1, sent.GetArrayLength());
        Assert.Equal("https://agent.example/v1/vitals", sent[0][0].GetString());
        Assert.Equal("{\"page\":\"/cart\",\"service\":\"shop\",\"errors\":2,\"ttfb\":140.5,\"lcp\":1820,"
            + "\"cls\":0.15000000000000002,\"inp\":120}", sent[0][1].GetString());
    }

    [Fact]
    public void It_is_small() => Assert.True(File.ReadAllLines(Script).Length < 60);
}
