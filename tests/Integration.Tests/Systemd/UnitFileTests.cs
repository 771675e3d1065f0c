using System.Globalization;
using System.Text.RegularExpressions;
using Bellwether.Integration.Tests.Commands;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Systemd;

/// <summary>The units as <c>systemd-analyze</c> reads them; no systemd needs to run.</summary>
public sealed partial class UnitFileTests : IDisposable
{
    private const double MostExposure = 1.5;

    private readonly string _root = Directory.CreateTempSubdirectory("bellwether-units-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("bellwether.service", "bellwether.service")]
    [InlineData("bellwether@.service", "bellwether@checkout.service")]
    public async Task Nothing_is_wrong_with_a_unit(string file, string unit)
    {
        var ended = await VerifyAsync(file, unit, text => text);
        Assert.Equal((0, "", ""), (ended.Code, ended.Out, ended.Error));
    }

    [Theory]
    [InlineData("WatchdogSec=60s", "WatchdogSec=soon")]
    [InlineData("NoNewPrivileges=yes", "NoNewPrivilege=yes")]
    [InlineData("ExecStart=/usr/bin/bellwether", "ExecStart=/usr/bin/nothing")]
    public async Task What_is_wrong_with_a_unit_is_seen(string good, string bad)
    {
        var ended = await VerifyAsync("bellwether.service", "bellwether.service", text => text.Replace(good, bad));
        Assert.NotEqual("", ended.Out + ended.Error);
    }

    [Theory]
    [InlineData("bellwether.service")]
    [InlineData("bellwether@.service")]
    public async Task A_unit_exposes_no_more_than_it_must(string file)
    {
        var score = await ExposureAsync(Text(file));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"exposure of {file}: {score}"));
        Assert.InRange(score, 0, MostExposure);
        Assert.True(await ExposureAsync(Text(file).Replace("CapabilityBoundingSet=\n", "")) > MostExposure);
    }

    [Fact]
    public void The_two_units_differ_in_the_instance_alone()
    {
        var ofInstance = Text("bellwether@.service").Replace(" (%i)", "").Replace("/%i.yaml", "/bellwether.yaml")
            .Replace("bellwether-%i", "bellwether");
        Assert.Equal(Text("bellwether.service"), ofInstance);
    }

    private async Task<Finished> VerifyAsync(string file, string unit, Func<string, string> change)
    {
        var script = $"""
            mkdir -p {_root}/usr/bin {_root}/bin {_root}/etc/systemd/system {_root}/usr/lib/systemd
            cp -r /usr/lib/systemd/system {_root}/usr/lib/systemd/system
            cp /bin/kill {_root}/bin/kill; cp /bin/true {_root}/usr/bin/bellwether
            """;
        Assert.Equal(0, (await BuiltProgram.RunInShellAsync(script)).Code);
        await File.WriteAllTextAsync(Path.Combine(_root, "etc/systemd/system", file), change(Text(file)));
        return await BuiltProgram.RunInShellAsync($"systemd-analyze --root={_root} verify {unit}");
    }

    private async Task<double> ExposureAsync(string text)
    {
        var file = Path.Combine(_root, "bellwether.service");
        await File.WriteAllTextAsync(file, text.Replace("%i", "x", StringComparison.Ordinal));
        var ended = await BuiltProgram.RunInShellAsync($"systemd-analyze security --offline=true --no-pager {file}");
        return double.Parse(Score().Match(ended.Out).Groups["score"].Value, CultureInfo.InvariantCulture);
    }

    private static string Text(string file) =>
        File.ReadAllText(Path.Combine(ShopProcess.Repository(), "deploy/systemd", file));

    [GeneratedRegex(@"Overall exposure level for \S+: (?<score>[0-9.]+)")]
    private static partial Regex Score();
}
