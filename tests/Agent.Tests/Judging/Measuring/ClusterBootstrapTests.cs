using Bellwether.Testing.Judging;

namespace Bellwether.Agent.Tests.Judging.Measuring;

public sealed class ClusterBootstrapTests
{
    private static readonly (string, string)[] Files = [.. Enumerable.Range(0, 20).Select(i => ($"pod-{i}", "pod"))];

    [Fact]
    public void Trials_that_agree_within_their_file_are_few_witnesses()
    {
        var bootstrap = new ClusterBootstrap(Files, 1);
        var alike = bootstrap.Of(Trials((file, _) => file < 10));
        var mixed = bootstrap.Of(Trials((_, trial) => trial < 25));
        Assert.Equal((0.5, 1000), (alike.Value, alike.Trials));
        Assert.Equal(0.5, mixed.Value);
        Assert.InRange(alike.High - alike.Low, 0.35, 0.5);
        Assert.Equal((0.5, 0.5), (mixed.Low, mixed.High));
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval() => Assert.Equal(
        new ClusterBootstrap(Files, 7).Of(Trials((file, trial) => trial < file)),
        new ClusterBootstrap(Files.Reverse(), 7).Of(Trials((file, trial) => trial < file)));

    [Fact]
    public void Nothing_is_no_share() =>
        Assert.True(double.IsNaN(new ClusterBootstrap(Files, 1).Of([]).Value));

    private static IEnumerable<(string, bool)> Trials(Func<int, int, bool> isTrue) =>
        from file in Enumerable.Range(0, 20)
        from trial in Enumerable.Range(0, 50)
        select ($"pod-{file}", isTrue(file, trial));
}
