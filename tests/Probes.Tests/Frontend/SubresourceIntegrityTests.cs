using Bellwether.Probes.Frontend;

namespace Bellwether.Probes.Tests.Frontend;

public sealed class SubresourceIntegrityTests
{
    private static readonly AssetDigests Digests = new("two+5/6=", "three84", "five12");

    [Theory]
    [InlineData("sha256-two+5/6=", true)]
    [InlineData("SHA256-two+5/6=", true)]
    [InlineData("sha256-two-5_6=", true)]
    [InlineData("sha384-three84", true)]
    [InlineData("sha512-five12?ct=text/javascript", true)]
    [InlineData("sha256-other", false)]
    [InlineData("sha256-other sha256-two+5/6=", true)]
    [InlineData("sha256-two+5/6= sha512-other", false)]
    [InlineData("sha256-other\nsha512-five12", true)]
    [InlineData("md5-abc", true)]
    [InlineData("md5-abc sha256-other", false)]
    [InlineData("nonsense", true)]
    [InlineData("sha256-", false)]
    public void The_strongest_algorithm_decides_and_one_hash_of_it_is_enough(string integrity, bool matches) =>
        Assert.Equal(matches, SubresourceIntegrity.Matches(integrity, Digests));
}
