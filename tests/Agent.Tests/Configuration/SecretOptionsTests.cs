using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Testing.Options;

namespace Bellwether.Agent.Tests.Configuration;

/// <summary>Every option that may hold a secret is marked, so that what goes for secrets goes for it.</summary>
public sealed class SecretOptionsTests
{
    /// <summary>Options whose name says a secret although they hold none.</summary>
    private static readonly HashSet<string> Harmless =
    [
        "TlsOptions.Key", "TlsOptions.ClientAuthority", "AccessOptions.Tokens", "RabbitMqTlsOptions.Authority",
        "RabbitMqTlsOptions.Key", "RedisProbeOptions.Authority", "OidcProbeOptions.TokensLive",
        "LogsProbeOptions.Signatures",
    ];

    public static TheoryData<string> All => [.. OptionWalk.All().Select(o => o.Name).Distinct()];

    [Theory, MemberData(nameof(All))]
    public void What_smells_of_a_secret_is_marked_as_one(string name)
    {
        var (_, property) = OptionWalk.All().First(o => o.Name == name);
        var smells = Secrets.IsSecretName(property.Name) || property.Name.Contains("ConnectionString")
            || property.Name is "Headers" or "Value" or "With";
        if (!smells || Harmless.Contains(name) || property.Type.IsEnum) return;
        Assert.True(property.IsMarkedSecret, $"{name} needs [DataType(DataType.Password)]");
    }

    [Fact]
    public void All_options_are_found()
    {
        var names = OptionWalk.All().Select(o => o.Name).ToList();
        foreach (var known in new[]
        {
            "TokenItem.Token", "WebhookChannelOptions.Secret", "WebhookChannelOptions.Headers",
            "HttpProbeOptions.Headers", "ScrapeHeaderOptions.Value", "PolicyOptions.Window",
        })
            Assert.Contains(known, names);
    }

    [Theory]
    [InlineData("Authorization", true)]
    [InlineData("X-Api-Key", true)]
    [InlineData("Cookie", true)]
    [InlineData("Private-Token", true)]
    [InlineData("X-Scope-OrgID", false)]
    [InlineData("Accept", false)]
    [InlineData("X-Team", false)]
    public void A_header_is_as_secret_as_its_name(string name, bool isSecret) =>
        Assert.Equal(isSecret, Secrets.IsSecretName(name));

    [Fact]
    public void A_header_that_is_a_secret_stands_in_no_file_and_any_other_may()
    {
        const string Probes = """
            environment: production
            mode: gate
            service: checkout
            probes:
              - { name: a, http: { url: "http://h/", headers: { Accept: text/plain, Authorization: hunter3-literal } } }
              - { name: b, scrape: { url: "http://h/", headers: [ { name: X-Team, value: shop },
                                                                  { name: Authorization, value: hunter3-literal } ] } }
              - { name: c, http: { url: "http://h/", headers: { Authorization: "Bearer ${SECRET}" } } }
            """;
        var faults = new TestSurroundings().Load(Probes, Catalogs.Shipped).Faults;
        Assert.Equal(
            ["probes[0].http.headers.Authorization", "probes[1].scrape.headers[1].value"], faults.Select(f => f.Path));
        Assert.All(faults, f => Assert.DoesNotContain("hunter3", f.ToString(), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Host=db;Username=shop", true)]
    [InlineData("Host=db;Username=shop;Password=hunter3", false)]
    [InlineData("Host=db;Username=shop;Pwd=hunter3", false)]
    [InlineData("postgres://shop:hunter3@db/shop", false)]
    public void A_connection_string_stands_in_the_file_where_it_holds_no_password(string text, bool fine)
    {
        var faults = new TestSurroundings().Load(
            Sample.Head + "  - name: db\n    healthcheck: { type: npgsql, every: 1s, "
                + $"with: {{ connectionString: \"{text}\" }} }}\n",
            Catalogs.Shipped).Faults;
        Assert.Equal(fine, !faults.Any(f => f.Message == Secrets.Fault));
        Assert.All(faults, f => Assert.DoesNotContain("hunter3", f.ToString(), StringComparison.Ordinal));
    }
}
