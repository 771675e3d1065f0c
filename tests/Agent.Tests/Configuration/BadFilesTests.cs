namespace Bellwether.Agent.Tests.Configuration;

public sealed class BadFilesTests
{
    private static readonly string Folder = SourceTree.PathOf("tests", "Agent.Tests", "Configuration", "Bad");

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml")
            .Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public void A_bad_file_is_refused_with_exactly_these_messages(string name)
    {
        var outcome = new TestSurroundings().Load(File.ReadAllText(Path.Combine(Folder, name + ".yaml")));
        Assert.Null(outcome.Plan);
        Assert.NotEmpty(outcome.Faults);
        SourceTree.AssertCurrent(
            Path.Combine(Folder, name + ".expected.txt"), string.Concat(outcome.Faults.Select(f => f + "\n")));
    }

    [Fact]
    public void There_is_a_bad_file_for_each_kind_of_fault() =>
        Assert.True(((IReadOnlyCollection<string>)Directory.GetFiles(Folder, "*.yaml")).Count >= 30);
}
