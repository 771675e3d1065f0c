using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Bellwether.Integration.Tests.Image;

[Collection(BuiltImage.Shared)]
public sealed class ImageTests(BuiltImage image)
{
    private const UnixFileMode SetId = UnixFileMode.SetUser | UnixFileMode.SetGroup;
    private const UnixFileMode ByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    [Fact]
    public async Task Every_blob_has_the_digest_and_the_size_that_is_said_of_it()
    {
        Assert.Equal("1.0.0", image.Json("oci-layout")["imageLayoutVersion"]!.GetValue<string>());
        var index = image.Json("index.json");
        Assert.Equal(2, index["schemaVersion"]!.GetValue<int>());
        JsonNode[] all = [index["manifests"]![0]!, image.Manifest["config"]!, .. image.Manifest["layers"]!.AsArray()!];
        foreach (var descriptor in all)
        {
            await using var bytes = File.OpenRead(image.FileOf(descriptor));
            Assert.Equal(descriptor["size"]!.GetValue<long>(), bytes.Length);
            Assert.Equal(descriptor["digest"]!.GetValue<string>(), await BuiltImage.DigestAsync(bytes));
        }

        var known = all.Select(image.FileOf).Order();
        Assert.Equal(known, Directory.EnumerateFiles(Path.Combine(image.Layout, "blobs/sha256")).Order());
    }

    [Fact]
    public async Task The_layers_are_those_of_the_configuration_and_each_says_what_made_it()
    {
        var digests = new List<string>();
        foreach (var layer in image.Manifest["layers"]!.AsArray())
        {
            Assert.Equal("application/vnd.oci.image.layer.v1.tar+gzip", layer!["mediaType"]!.GetValue<string>());
            await using var bytes = new GZipStream(File.OpenRead(image.FileOf(layer)), CompressionMode.Decompress);
            digests.Add(await BuiltImage.DigestAsync(bytes));
        }

        Assert.Equal(
            digests, image.Configuration["rootfs"]!["diff_ids"]!.AsArray().Select(id => id!.GetValue<string>()));
        Assert.Equal(
            ["eng/image: system", "eng/image: runtime", "eng/image: agent"],
            image.Configuration["history"]!.AsArray().Select(step => step!["created_by"]!.GetValue<string>()));
    }

    [Fact]
    public void It_runs_as_nobody_of_the_host_and_stops_by_the_usual_signal()
    {
        Assert.Equal("amd64", image.Configuration["architecture"]!.GetValue<string>());
        Assert.Equal("linux", image.Configuration["os"]!.GetValue<string>());
        var run = image.Configuration["config"]!;
        Assert.Equal("65532:65532", run["User"]!.GetValue<string>());
        Assert.Equal("""["/usr/bin/bellwether"]""", run["Entrypoint"]!.ToJsonString());
        Assert.Equal("""["run","--config","/etc/bellwether/bellwether.yaml"]""", run["Cmd"]!.ToJsonString());
        Assert.Equal("SIGTERM", run["StopSignal"]!.GetValue<string>());
        Assert.Equal("""{"7070/tcp":{}}""", run["ExposedPorts"]!.ToJsonString());
    }

    [Fact]
    public void What_loads_the_older_form_finds_the_same_image()
    {
        var old = Assert.Single(image.Json("manifest.json").AsArray())!;
        Assert.Equal(
            image.FileOf(image.Manifest["config"]!), Path.Combine(image.Layout, old["Config"]!.GetValue<string>()));
        Assert.Equal(
            image.Manifest["layers"]!.AsArray().Select(layer => image.FileOf(layer!)),
            old["Layers"]!.AsArray().Select(layer => Path.Combine(image.Layout, layer!.GetValue<string>())));
    }

    [Fact]
    public void There_is_nothing_to_run_but_the_agent()
    {
        var programs = Directory.EnumerateFiles(Path.Combine(image.Root, "usr/bin"));
        Assert.Equal(["bellwether"], programs.Select(Path.GetFileName));
        var executable = Files().Where(file => (file.UnixFileMode & UnixFileMode.OtherExecute) != 0)
            .Select(file => Path.GetRelativePath(image.Root, file.FullName)).Order();
        Assert.Equal(
            ["usr/lib/bellwether/Bellwether.Agent", "usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2",
                "usr/lib/x86_64-linux-gnu/libc.so.6"], executable);
    }

    [Fact]
    public void Nothing_has_a_set_user_bit_and_nothing_but_tmp_and_the_state_can_be_written_to()
    {
        Assert.DoesNotContain(Files(), file => (file.UnixFileMode & (SetId | ByOthers)) != 0);
        var open = new DirectoryInfo(image.Root).EnumerateDirectories("*", SearchOption.AllDirectories)
            .Where(folder => folder.LinkTarget is null && (folder.UnixFileMode & ByOthers) != 0);
        Assert.Equal(["tmp"], open.Select(folder => folder.Name));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(image.Root, "tmp")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(image.Root, "etc/bellwether")));
    }

    [Fact]
    public void Its_authorities_are_those_of_Debian_and_not_the_building_machines()
    {
        var bundle = File.ReadAllText(Path.Combine(image.Root, "etc/ssl/certs/ca-certificates.crt"));
        var own = Directory.EnumerateFiles("/usr/share/ca-certificates/mozilla", "*.crt").Order(StringComparer.Ordinal);
        Assert.Equal(string.Concat(own.Select(File.ReadAllText)), bundle);
        Assert.True(bundle.Split("BEGIN CERTIFICATE").Length > 100);
    }

    [Fact]
    public void It_names_the_packages_it_was_made_from_with_their_licences()
    {
        foreach (var package in new[] { "libc6", "libssl3", "libsqlite3-0", "libstdc++6", "tzdata", "ca-certificates" })
        {
            Assert.Contains("\nVersion: ", File.ReadAllText(
                Path.Combine(image.Root, "var/lib/dpkg/status.d", package)), StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(image.Root, "usr/share/doc", package, "copyright")), package);
        }

        Assert.True(File.Exists(Path.Combine(image.Root, "usr/share/dotnet/ThirdPartyNotices.txt")));
    }

    [Fact]
    public async Task Packed_twice_it_is_the_same_to_the_byte()
    {
        await using var again = File.OpenRead(await image.BuildAsync("again.tar"));
        await using var first = File.OpenRead(Path.Combine(Path.GetDirectoryName(image.Root)!, "image.tar"));
        Assert.Equal(await BuiltImage.DigestAsync(first), await BuiltImage.DigestAsync(again));
    }

    // Not below /lib and /lib64, which are links to what is below /usr.
    private IEnumerable<FileInfo> Files() => new DirectoryInfo(image.Root).EnumerateDirectories()
        .Where(folder => folder.LinkTarget is null)
        .SelectMany(folder => folder.EnumerateFiles("*", SearchOption.AllDirectories))
        .Where(file => file.LinkTarget is null);
}
