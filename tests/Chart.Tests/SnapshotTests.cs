using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests;

/// <summary>What operators would see change with a new version of the chart.</summary>
public sealed class SnapshotTests
{
    [Theory]
    [MemberData(nameof(ValueSets.Names), MemberType = typeof(ValueSets))]
    public async Task What_is_rendered_is_what_was_agreed(string values)
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.All[values]);
        Repository.Matches($"tests/Chart.Tests/Snapshots/{values}.yaml", rendered.Text);
    }

    [Theory]
    [InlineData("least")]
    [InlineData("sidecar")]
    public async Task The_notes_are_what_was_agreed(string values)
    {
        var (_, notes, _) = await HelmRender.RunInAsync(
            Repository.PathOf(Repository.Chart), ValueSets.All[values], "--notes");
        Repository.Matches($"tests/Chart.Tests/Snapshots/{values}.notes.txt", notes);
    }

    [Fact]
    public async Task An_upgrade_renders_the_same_as_an_installation()
    {
        foreach (var values in ValueSets.All.Values)
            Assert.Equal(
                (await HelmRender.AcceptAsync(values)).Text, (await HelmRender.AcceptAsync(values, "--upgrade")).Text);
    }
}
