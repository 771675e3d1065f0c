using System.Text.Json;

namespace Bellwether.Probes.Docker;

/// <summary>Asks a container engine how a container is: does it run, is it healthy, how did it end, was it started
/// again.</summary>
/// <remarks>Reads alone: it inspects one container and its image. One look at a time.</remarks>
internal sealed class DockerProbe(DockerProbeOptions options, TimeProvider time) : IProbe
{
    private readonly EngineLine _line = new(options.Socket);
    private (string Id, DateTimeOffset? StartedAt, int Process)? _seen;
    private (string Image, string Digest)? _image;

    public static IReadOnlyList<TargetedProbe> Make(DockerProbeOptions options, ProbeContext context) =>
        [new(options.Instance ?? options.Container, options.Group, new DockerProbe(options, context.Time))];

    public static IReadOnlyList<ProbeSignal> Signals(IProbeOptions options) =>
    [
        ProbeSignal.Rate("auto-restarts"),
        ProbeSignal.Gauge("memory", "bytes"),
        ProbeSignal.Gauge("memory-used", "ratio"),
    ];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        using var patience = new CancellationTokenSource(options.Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            return await AskAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Look.Missing(
                "engine-timeout", $"the engine gave no answer within {options.Patience.TotalSeconds:0.###} s");
        }
        catch (EngineException e)
        {
            stopping.ThrowIfCancellationRequested();
            return Look.Missing("engine", e.Message);
        }
    }

    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Look> AskAsync(CancellationToken cancel)
    {
        var name = options.Container;
        using var document = await _line.GetAsync($"containers/{name}/json", cancel).ConfigureAwait(false);
        if (document is null)
            return _seen is null ? Look.Missing("no-container", $"the engine knows no container {name}")
                : Look.Bad("container-gone", $"there is no container {name} any more");
        var container = ContainerFacts.Of(name, document.RootElement, options.VersionLabel);
        var digest = await DigestAsync(container.Image, cancel).ConfigureAwait(false);
        List<Reading> levels = [];
        if (container.Process is not null)
        {
            using var stats = await _line.GetAsync($"containers/{name}/stats?stream=false&one-shot=true", cancel)
                .ConfigureAwait(false);
            if (stats is not null) levels.AddRange(ContainerMemory.Of(stats.RootElement));
        }

        return ContainerLook.Of(container, ProcessOf(container), digest, levels);
    }

    /// <summary>The process that runs, or ran last. One that nobody saw running has no id any more, and gets a number
    /// that no process can have.</summary>
    private int ProcessOf(ContainerFacts container)
    {
        if (container.Process is { } running)
        {
            _seen = (container.Id, container.StartedAt, running);
            return running;
        }

        if (_seen is not { } seen || seen.Id != container.Id || seen.StartedAt != container.StartedAt)
            _seen = seen = (container.Id, container.StartedAt,
                NoProcess.NumberFor($"{container.Id} {container.StartedAt:O}"));
        return seen.Process;
    }

    /// <summary>The digest under which the registry has the image; its id where it came from none.</summary>
    private async Task<string?> DigestAsync(string? image, CancellationToken cancel)
    {
        if (image is null) return null;
        if (_image is { } known && known.Image == image) return known.Digest;
        using var document =
            await _line.GetAsync($"images/{Uri.EscapeDataString(image)}/json", cancel).ConfigureAwait(false);
        var digest = document is null ? image : RegistryDigest(document.RootElement) ?? image;
        _image = (image, digest);
        return digest;
    }

    private static string? RegistryDigest(JsonElement image)
    {
        if (ContainerFacts.At(image, "RepoDigests") is not { ValueKind: JsonValueKind.Array } names) return null;
        foreach (var name in names.EnumerateArray())
            if (name.ValueKind is JsonValueKind.String && name.GetString() is { Length: <= 1024 } text
                && text.IndexOf("@sha256:", StringComparison.Ordinal) is >= 0 and var at)
                return text[(at + 1)..];
        return null;
    }
}
