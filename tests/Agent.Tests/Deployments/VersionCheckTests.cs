using Bellwether.Agent.Deployments;
using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Tests.Deployments;

public sealed class VersionCheckTests
{
    [Theory]
    [InlineData("1", "1")]
    [InlineData(null, "2")]
    [InlineData(null, "2-build.7")]
    [InlineData(null, "1", "2")]
    [InlineData(null)]
    public void Only_the_previous_version_on_every_instance_contradicts(string? still, params string[] named) =>
        Assert.Equal(still, VersionCheck.StillRuns(A.Deployment(), named));

    [Fact]
    public void A_feature_flag_brings_no_version() => Assert.Null(VersionCheck.StillRuns(
        A.Deployment(A.Start() with { Strategy = Strategy.FeatureFlag }), ["1"]));

    [Fact]
    public void Without_a_previous_version_nothing_is_said() =>
        Assert.Null(VersionCheck.StillRuns(A.Deployment(A.Start(previous: null)), ["1"]));
}
