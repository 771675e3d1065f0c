using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.OtlpDoor;

/// <summary>What OpenTelemetry's JavaScript SDK sends, packed with gzip.</summary>
public sealed class NodeSdkTests
{
    [NodeTheory]
    [InlineData("proto-cumulative")]
    [InlineData("json-delta")]
    public async Task What_it_counts_is_read_as_it_counted(string form)
    {
        await using var trial = ProbeTrial.Of("probes: [ { name: app, otlp: {} } ]");
        await using var door = await DoorServer.StartAsync(trial.Windows);
        var (code, said) = await NodeModules.RunAsync(
            "node", NodeModules.Folder, NodeModules.Script, $"{door.Address}", form, "5", "100", NodeModules.Folder);
        Assert.True(code == 0, said);
        await trial.LookAsync(1);
        var look = trial.Looks[^1].Look;
        Assert.Equal("1", look.Sighting!.Version);
        double Of(string name, string status) => Assert.Single(look.Readings, reading => reading.Name == name
            && reading.Labels["http_response_status_code"] == status).Value;
        Assert.Equal((10, 190), (Of("http_server_request_duration_seconds_count", "500"),
            Of("http_server_request_duration_seconds_count", "200")));
        Assert.Equal(190 * 0.03, Of("http_server_request_duration_seconds_sum", "200"), 1e-9);
        var below = look.Readings.Where(reading => reading.Name == "http_server_request_duration_seconds_bucket"
            && reading.Labels["http_response_status_code"] == "200")
            .Select(reading => (Bound: reading.Labels["le"]!, reading.Value)).ToList();
        Assert.Equal(190, below.First(bucket => bucket.Bound is "+Inf" || double.Parse(bucket.Bound) >= 0.031).Value);
        Assert.Equal(0, below.Last(bucket => bucket.Bound is not "+Inf" && double.Parse(bucket.Bound) < 0.025).Value);
        Assert.Equal(7, Assert.Single(look.Readings, reading => reading.Name == "shop_queue").Value);
    }
}
