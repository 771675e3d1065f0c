using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Delivery;
using Bellwether.Agent.Delivery.Webhook;

namespace Bellwether.Agent.Tests.Delivery.Webhook;

public sealed class WebhookChannelOptionsTests
{
    private static readonly Uri Hook = new("https://ci.example/hook");

    [Fact]
    public void An_address_is_all_that_it_needs()
    {
        Assert.Empty(Faults(new() { Url = Hook }));
        Assert.Equal(TimeSpan.FromSeconds(10), new WebhookChannelOptions().Timeout);
    }

    [Fact]
    public void The_catalog_makes_it()
    {
        var kind = Assert.Single(ChannelCatalog.All, kind => kind.Name == "webhook");
        Assert.IsType<WebhookChannel>(kind.Make(
            new WebhookChannelOptions { Url = Hook },
            new(TimeProvider.System, Bellwether.Probes.Dialing.AddressGuard.Standard)));
    }

    [Fact]
    public void Without_an_address_it_is_refused() => Assert.Equal(["The Url field is required."], Faults(new()));

    [Theory]
    [InlineData("ftp://ci.example/hook", "Url must begin with http:// or https://.")]
    [InlineData("https://user:password@ci.example/hook", "Url must not hold credentials; put them into Headers.")]
    public void An_address_of_another_kind_is_refused(string url, string fault) =>
        Assert.Equal([fault], Faults(new() { Url = new Uri(url) }));

    [Theory]
    [InlineData("Content-Type", "x", "Headers must not set 'Content-Type'; the channel does.")]
    [InlineData("x-bellwether-signature", "x", "Headers must not set 'x-bellwether-signature'; the channel does.")]
    [InlineData("Bad Name", "x", "Headers has 'Bad Name', which is no header that can be sent.")]
    [InlineData("X-Team", "a\r\nb", "Headers has 'X-Team', which is no header that can be sent.")]
    public void A_header_that_cannot_be_sent_is_refused(string name, string value, string fault) =>
        Assert.Equal(
            [fault], Faults(new() { Url = Hook, Headers = new Dictionary<string, string> { [name] = value } }));

    [Fact]
    public void More_than_32_headers_are_refused()
    {
        var many = Enumerable.Range(0, 33).ToDictionary(i => $"X-{i}", _ => "x");
        Assert.Equal(["Headers has 33 entries; the most is 32."], Faults(new() { Url = Hook, Headers = many }));
    }

    [Theory]
    [InlineData(15, 1)]
    [InlineData(16, 0)]
    public void A_short_secret_is_refused(int length, int faults) =>
        Assert.Equal(faults, Faults(new() { Url = Hook, Secret = new string('s', length) }).Count);

    [Theory]
    [InlineData(99, 1)]
    [InlineData(100, 0)]
    [InlineData(120_000, 0)]
    [InlineData(120_001, 1)]
    public void The_time_out_keeps_its_range(int milliseconds, int faults) =>
        Assert.Equal(faults, Faults(new() { Url = Hook, Timeout = TimeSpan.FromMilliseconds(milliseconds) }).Count);

    private static List<string?> Faults(WebhookChannelOptions options)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(options, new ValidationContext(options), results, validateAllProperties: true);
        return [.. results.Select(result => result.ErrorMessage)];
    }
}
