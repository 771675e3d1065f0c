using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Image;

/// <summary>The image of eng/image with the agent as this build left it, and its layers unpacked.</summary>
public sealed class BuiltImage : IAsyncLifetime
{
    /// <summary>Name of the tests that share it: packing takes a while.</summary>
    public const string Shared = "image";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bellwether-image-");

    /// <summary>The archive, unpacked.</summary>
    public string Layout => Path.Combine(_folder.FullName, "layout");

    /// <summary>The root that a container would have.</summary>
    public string Root => Path.Combine(_folder.FullName, "root");

    public JsonNode Manifest { get; private set; } = new JsonObject();

    public JsonNode Configuration { get; private set; } = new JsonObject();

    public async Task InitializeAsync()
    {
        var archive = await BuildAsync("image.tar");
        await RunAsync("mkdir", Layout, Root);
        await RunAsync("tar", "-xf", archive, "-C", Layout);
        Manifest = Json(Json("index.json")["manifests"]![0]!);
        Configuration = Json(Manifest["config"]!);
        foreach (var layer in Manifest["layers"]!.AsArray())
            await RunAsync("tar", "-xzpf", FileOf(layer!), "-C", Root, "--numeric-owner", "--same-owner");
    }

    public Task DisposeAsync()
    {
        _folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>Packs the built agent once more; gives the archive.</summary>
    public async Task<string> BuildAsync(string name)
    {
        var archive = Path.Combine(_folder.FullName, name);
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var program = Path.Combine(ShopProcess.Repository(), "src/Agent/bin", configuration, "net10.0");
        await RunAsync(
            Path.Combine(ShopProcess.Repository(), "eng/image"), "--program", program, "--output", archive);
        return archive;
    }

    /// <summary>The file of a descriptor.</summary>
    public string FileOf(JsonNode descriptor) =>
        Path.Combine(Layout, "blobs", descriptor["digest"]!.GetValue<string>().Replace(':', '/'));

    public JsonNode Json(JsonNode descriptor) => JsonNode.Parse(File.ReadAllText(FileOf(descriptor)))!;

    public JsonNode Json(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Layout, file)))!;

    public static async Task<string> DigestAsync(Stream bytes) =>
        $"sha256:{Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes))}";

    /// <summary>The command line that runs the image's program as a container engine would.</summary>
    internal ProcessStartInfo Container(ContainerPlan plan)
    {
        var words = new List<string> { Root };
        if (plan.Network is { } network) words.AddRange(["--network", network]);
        foreach (var (from, to, isWritable) in plan.Bound)
            words.AddRange(["--bind", from, to, isWritable ? "rw" : "ro"]);
        words.AddRange(Configuration["config"]!["Env"]!.AsArray().Select(variable => variable!.GetValue<string>()));
        words.AddRange(plan.Variables.Select(variable => $"{variable.Key}={variable.Value}"));
        words.Add("--");
        words.AddRange(plan.Words);
        return new(Path.Combine(ShopProcess.Repository(), "tests/Integration.Tests/Image/in-root"), words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    private static async Task RunAsync(string program, params string[] words)
    {
        using var patience = new CancellationTokenSource(s_patience);
        using var process = Process.Start(new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            Assert.True(
                process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{await output}{await error}");
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
