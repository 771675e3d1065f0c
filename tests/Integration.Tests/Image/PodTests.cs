using System.Diagnostics;
using System.Runtime.Versioning;
using Bellwether.Chart.Tests.Rendering;
using Bellwether.Integration.Tests.Commands;

namespace Bellwether.Integration.Tests.Image;

/// <summary>The chart's own pods with the image's program: arguments, environment and mounts as rendered, in a
/// network of their own, where it may listen beyond loopback.</summary>
[Collection(BuiltImage.Shared)]
[SupportedOSPlatform("linux")]
public sealed class PodTests(BuiltImage image)
{
    private const string Token = "0123456789abcdef0123456789abcdef";

    [RootFact]
    public async Task The_agents_pod_starts_the_kubelet_may_ask_and_the_test_of_the_release_passes()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Least);
        using var folders = new PodFolders(rendered, new Dictionary<string, string>
        {
            ["bellwether-tokens/pipeline"] = Token,
        });
        var pod = rendered.Pod();
        await using var agent = await ContainedAgent.RunAsync(
            image.Container(folders.Plan(pod, pod.At("containers.0")!, "new")));
        var network = $"{agent.ProcessId}";

        Assert.Equal("200", await AskAsync(network, pod.Text("containers.0.startupProbe.httpGet.path")!));
        Assert.Equal("200", await AskAsync(network, pod.Text("containers.0.livenessProbe.httpGet.path")!));
        Assert.Equal("200", await AskAsync(network, pod.Text("containers.0.readinessProbe.httpGet.path")!));
        Assert.Equal("401", await AskAsync(network, "/metrics"));
        Assert.Equal("401", await AskAsync(network, "/v1/signals"));
        Assert.Equal("200", await AskAsync(network, "/metrics", "-H", $"Authorization: Bearer {Token}"));

        var test = rendered.One("Pod")["spec"]!;
        foreach (var container in test["containers"]!.AsArray())
        {
            var ended = await RunAsync(folders.Plan(test, container!, network));
            Assert.True(ended.Code == 0, $"{container.Text("name")}: {ended.Out}{ended.Error}");
        }
    }

    [RootFact]
    public async Task The_sidecars_container_starts_and_lives_while_its_home_is_away()
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.Sidecar);
        var spec = rendered.Patch().At("spec.template.spec")!;
        using var folders = new PodFolders(rendered, new Dictionary<string, string>
        {
            ["bellwether-sidecar/sidecar"] = Token,
        });
        var plan = folders.Plan(spec, spec.At("initContainers.0")!, "new");
        await using var agent = await ContainedAgent.RunAsync(image.Container(plan));
        Assert.Equal("200", await AskAsync($"{agent.ProcessId}", "/health/live"));
        Assert.Equal(0, await agent.TerminateAsync());
    }

    [RootFact]
    public async Task A_sidecar_reports_to_the_home_of_the_same_release()
    {
        // Both in one network: the service's page is, for once, the home's own.
        var rendered = await HelmRender.AcceptAsync($$"""
            {{ValueSets.Sidecar}}
            ---
            access: { openMetrics: true }
            config:
              policy: { interval: 1s, window: 1m }
              signals: []
              probes:
                - { name: app, looked-at-by: sidecars, scrape: { url: "http://127.0.0.1:7070/metrics", every: 1s } }
            sidecar: { port: 7171 }
            """);
        using var folders = new PodFolders(rendered, new Dictionary<string, string>
        {
            ["bellwether-tokens/pipeline"] = Token,
            ["bellwether-tokens/sidecar"] = $"{Token}-sidecar",
            ["bellwether-sidecar/sidecar"] = $"{Token}-sidecar",
        });
        await using var home = await ContainedAgent.RunAsync(
            image.Container(folders.Plan(rendered.Pod(), rendered.Pod().At("containers.0")!, "new")));
        var workload = rendered.Patch().At("spec.template.spec")!;
        await using var sidecar = await ContainedAgent.RunAsync(
            image.Container(folders.Plan(workload, workload.At("initContainers.0")!, $"{home.ProcessId}")));

        var begun = TimeProvider.System.GetTimestamp();
        var heard = "";
        while (!heard.Contains("\"instance\":", StringComparison.Ordinal))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(begun) < TimeSpan.FromMinutes(1), heard);
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System);
            heard = await ReadAsync($"{home.ProcessId}", "/v1/signals");
        }
    }

    private static async Task<string> ReadAsync(string network, string path)
    {
        var ended = await BuiltProgram.EndAsync(Process.Start(Quiet("nsenter",
            [$"--net=/proc/{network}/ns/net", "curl", "-s", "--max-time", "10", "-H", $"Authorization: Bearer {Token}",
                $"http://127.0.0.1:7070{path}"]))!);
        return ended.Out;
    }

    private static async Task<string> AskAsync(string network, string path, params string[] words)
    {
        var ended = await BuiltProgram.EndAsync(Process.Start(Quiet("nsenter",
            [$"--net=/proc/{network}/ns/net", "curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--max-time", "10",
                .. words, $"http://127.0.0.1:7070{path}"]))!);
        return ended.Out;
    }

    private Task<Finished> RunAsync(ContainerPlan plan) => BuiltProgram.EndAsync(Process.Start(image.Container(plan))!);

    private static ProcessStartInfo Quiet(string program, string[] words) =>
        new(program, words) { RedirectStandardOutput = true, RedirectStandardError = true };
}
