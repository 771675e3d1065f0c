using Bellwether.Probes.CloudWatch;
using Bellwether.Probes.Elasticsearch;
using Bellwether.Probes.Kubernetes;
using Bellwether.Probes.Prometheus;
using Bellwether.Probes.RabbitMq;
using Bellwether.Probes.Scrape;

namespace Bellwether.Probes.Tests.Http;

/// <summary>What answers in place of the target may say back what it was sent, and what it says is told.</summary>
public sealed class QuotedSecretTests
{
    private const string Canary = "qu0ted-canary-7c1d";

    public static TheoryData<string> Kinds { get; } =
        ["scrape", "prometheus", "prometheus-basic", "elasticsearch", "rabbitmq", "cloudwatch", "kubernetes"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_status_line_that_quotes_what_a_probe_sent_is_told_without_it(string kind)
    {
        var basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"agent:{Canary}"));
        await using var server = LoopbackServer.Saying($"HTTP/9.9 you said {Canary} and {basic}\n\n");
        using var folder = new Logs.LogFolder();
        foreach (var file in new[] { "token", "namespace" }) await File.WriteAllTextAsync(folder.At(file), Canary);
        await using var probe = Probe(kind, server.Url(), folder.At("token")[..^"/token".Length]);
        var look = await probe.LookAsync(CancellationToken.None);
        Assert.Contains("you said (hidden)", look.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, look.Detail, StringComparison.Ordinal);
        if (kind is "rabbitmq" or "prometheus-basic")
            Assert.DoesNotContain(basic, look.Detail, StringComparison.Ordinal);
    }

    private static IProbe Probe(string kind, Uri url, string account)
    {
        var context = new ProbeContext("p", TimeProvider.System);
        var header = new Dictionary<string, string> { ["Authorization"] = $"ApiKey {Canary}" };
        PrometheusQueryOptions[] queries = [new() { Name = "q", Query = "up" }];
        return kind switch
        {
            "scrape" => ScrapeProbe.Make(new()
            {
                Url = url,
                Headers = [new() { Name = "Authorization", Value = $"Bearer {Canary}" }],
            }, context)[0].Probe,
            "prometheus" => PrometheusProbe.Make(new()
            {
                Url = url,
                BearerToken = Canary,
                Queries = queries,
            }, context)[0].Probe,
            "prometheus-basic" => PrometheusProbe.Make(new()
            {
                Url = url,
                Username = "agent",
                Password = Canary,
                Queries = queries,
            }, context)[0].Probe,
            "elasticsearch" => ElasticsearchProbe.Make(new()
            {
                Url = url,
                Index = "logs",
                Headers = header,
                Queries = [new() { Name = "errors" }],
            }, context)[0].Probe,
            "rabbitmq" => RabbitMqProbe.Make(new()
            {
                Url = url,
                Username = "agent",
                Password = Canary,
            }, context)[0].Probe,
            "cloudwatch" => CloudWatchProbe.Make(new()
            {
                Region = "eu-central-1",
                AccessKey = "AKIDEXAMPLE",
                SecretKey = "secret-of-the-key",
                SessionToken = Canary,
                Endpoint = url,
                Metrics = [new() { Name = "errors", Namespace = "AWS/Lambda", Metric = "Errors" }],
            }, context)[0].Probe,
            _ => KubernetesProbe.Make(new()
            {
                Workload = "deployment/shop",
                Api = url,
                Account = account,
            }, context)[0].Probe,
        };
    }
}
