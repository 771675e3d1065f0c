using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Client;
using Bellwether.Agent.Commands.Deploy;
using Bellwether.Contracts;

namespace Bellwether.Agent.Tests.Commands;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("500ms", 0.5)]
    [InlineData("1.5s", 1.5)]
    [InlineData("90s", 90)]
    [InlineData("30m", 1_800)]
    [InlineData("1h30m", 5_400)]
    [InlineData("2d", 172_800)]
    [InlineData("1m30s", 90)]
    public void A_duration_is_read(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Durations.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("0s")]
    [InlineData("30")]
    [InlineData("-1s")]
    [InlineData("1s1m")]
    [InlineData("1 m")]
    [InlineData("367d")]
    [InlineData("1m ")]
    [InlineData("١m")]
    [InlineData("9999999999s")]
    public void What_is_no_duration_is_not_read(string text) => Assert.Null(Durations.Parse(text));

    [Theory]
    [InlineData(0.5, "500ms")]
    [InlineData(1.5, "1.5s")]
    [InlineData(90, "1m30s")]
    [InlineData(5_400, "1h30m")]
    [InlineData(86_400, "1d")]
    public void A_duration_is_written_in_the_same_form(double seconds, string text) =>
        Assert.Equal(text, Durations.Format(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("20%", 0.2)]
    [InlineData("0.2", 0.2)]
    [InlineData("100%", 1.0)]
    [InlineData("0", 0.0)]
    [InlineData("20", null)]
    [InlineData("101%", null)]
    [InlineData("-1%", null)]
    [InlineData("1e-1", null)]
    [InlineData("NaN", null)]
    [InlineData("%", null)]
    [InlineData("0,2", null)]
    public void A_share_is_read(string text, double? share) => Assert.Equal(share, Shares.Parse(text));

    [Theory]
    [InlineData("checkout", "2.4.1", "checkout-2.4.1-20260131120000")]
    [InlineData("checkout", "2.4.1+Build 7", "checkout-2.4.1-build-7-20260131120000")]
    [InlineData("checkout", "feature/Ümlaut", "checkout-feature-mlaut-20260131120000")]
    public void An_id_is_made_of_service_version_and_second(string service, string version, string id) =>
        Assert.Equal(id, NewDeploymentId.Of(service, version, new(2026, 1, 31, 13, 0, 0, TimeSpan.FromHours(1))));

    [Fact]
    public void A_made_id_is_always_one()
    {
        var service = new string('s', Ids.MaxLength);
        var id = NewDeploymentId.Of(service, new string('v', 128), DateTimeOffset.UnixEpoch);
        Assert.Equal(Ids.MaxLength, id.Length);
        Assert.True(Ids.IsId(id));
    }

    [Theory]
    [InlineData(null, null, "http://127.0.0.1:7070/")]
    [InlineData(null, "", "http://127.0.0.1:7070/")]
    [InlineData(null, "http://a:1", "http://a:1/")]
    [InlineData("https://b:2", "http://a:1", "https://b:2/")]
    public void The_agent_is_where_the_option_says_else_the_variable(
        string? option, string? variable, string address) =>
        Assert.Equal(new Uri(address), AgentAddress.Find(option, variable));

    [Theory]
    [InlineData("127.0.0.1:7070")]
    [InlineData("ftp://a")]
    [InlineData("http://a/v1")]
    [InlineData("http://user:secret@a")]
    [InlineData("http://a?x=1")]
    [InlineData("")]
    public void What_is_no_address_is_refused_and_says_where_it_came_from(string text)
    {
        Assert.Contains(
            "--agent", Assert.Throws<CommandFailedException>(() => AgentAddress.Find(text, null)).Message,
            StringComparison.Ordinal);
        if (text.Length == 0) return;
        Assert.Contains(
            "BELLWETHER_AGENT", Assert.Throws<CommandFailedException>(() => AgentAddress.Find(null, text)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stat", "start")]
    [InlineData("finsih", "finish")]
    [InlineData("x", null)]
    [InlineData("completely-else", null)]
    public void The_nearest_word_is_offered_if_it_is_near(string mistyped, string? meant) =>
        Assert.Equal(meant, Complaints.Nearest(mistyped, ["start", "step", "finish", "cancel"]));

    [Theory]
    [InlineData("--id", "--deployment")]
    [InlineData("--env", "--environment")]
    [InlineData("--name", null)]
    [InlineData("--cas", "--ca")]
    [InlineData("--xy", null)]
    [InlineData("--deploymnet", "--deployment")]
    public void An_option_is_offered_by_its_meaning_or_where_it_is_near(string given, string? meant) =>
        Assert.Equal(meant, Complaints.Meant(given, ["--ca", "--deployment", "--environment"]));
}
