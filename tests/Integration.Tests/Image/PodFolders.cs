using System.Runtime.Versioning;
using System.Text.Json.Nodes;
using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Integration.Tests.Image;

/// <summary>What the kubelet makes of a pod's volumes: folders of this machine, with the files that the objects
/// name.</summary>
[SupportedOSPlatform("linux")]
internal sealed class PodFolders : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("bellwether-pod-");
    private readonly Rendered _rendered;

    /// <param name="rendered">Where the ConfigMaps are.</param>
    /// <param name="secrets">Values by secret and key, with '/' between.</param>
    public PodFolders(Rendered rendered, IReadOnlyDictionary<string, string> secrets)
    {
        (_rendered, Secrets) = (rendered, secrets);
        // Every name that a cluster's resolver would know leads to the pod itself.
        File.WriteAllText(Hosts, "127.0.0.1 localhost bellwether.default checkout\n");
        Readable(_root.FullName);
    }

    private IReadOnlyDictionary<string, string> Secrets { get; }

    private string Hosts => Path.Combine(_root.FullName, "hosts");

    /// <summary>How one container of a pod is started.</summary>
    public ContainerPlan Plan(JsonNode pod, JsonNode container, string network)
    {
        var volumes = pod["volumes"]!.AsArray().ToDictionary(volume => volume.Text("name")!);
        return new()
        {
            Words = [.. container["args"]!.AsArray().Select(word => word!.GetValue<string>())],
            Network = network,
            Variables = container["env"]!.AsArray().ToDictionary(
                variable => variable.Text("name")!, variable => variable.Text("value") ?? "bellwether-0"),
            Bound =
            [
                .. container["volumeMounts"]!.AsArray().Where(mount => mount.Text("mountPath") != "/tmp")
                    .Select(mount => (FolderOf(mount.Text("name")!, volumes.GetValueOrDefault(mount.Text("name")!)),
                        mount.Text("mountPath")!, mount.At("readOnly") is null)),
                (Hosts, "/etc/hosts", false),
            ],
        };
    }

    public void Dispose() => _root.Delete(recursive: true);

    private string FolderOf(string name, JsonNode? volume)
    {
        var folder = _root.CreateSubdirectory(name).FullName;
        Readable(folder);
        if (volume.At("configMap") is { } map)
            foreach (var item in map["items"]!.AsArray())
                Write(folder, item.Text("path")!, _rendered.One("ConfigMap", map.Text("name")!)["data"]!
                    [item.Text("key")!]!.GetValue<string>());
        foreach (var source in volume.At("projected.sources") as JsonArray ?? [])
            foreach (var item in source.At("secret.items")!.AsArray())
                Write(folder, item.Text("path")!, Secrets[$"{source.Text("secret.name")}/{item.Text("key")}"]);
        if (volume.At("secret") is { } secret)
            foreach (var item in secret["items"]!.AsArray())
                Write(folder, item.Text("path")!, Secrets[$"{secret.Text("secretName")}/{item.Text("key")}"]);
        if (volume is null) File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherWrite);
        return folder;
    }

    private static void Write(string folder, string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
    }

    private static void Readable(string folder) => File.SetUnixFileMode(
        folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
}
