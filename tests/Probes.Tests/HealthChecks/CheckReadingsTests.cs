using Bellwether.Probes.HealthChecks;

namespace Bellwether.Probes.Tests.HealthChecks;

public sealed class CheckReadingsTests
{
    [Fact]
    public void Keys_that_change_from_look_to_look_come_to_an_end_and_are_told_once()
    {
        var readings = new CheckReadings(Redaction.Of([]));
        HashSet<string> names = [];
        List<string> said = [];
        for (var look = 0; look < 100; look++)
        {
            var (found, remark) = readings.Of(Data(Enumerable.Range(0, 10).Select(i => $"order-{look:000}-{i}")));
            names.UnionWith(found.Select(reading => reading.Name));
            if (remark is not null) said.Add(remark);
        }

        Assert.Equal(CheckReadings.MostKeys, names.Count);
        Assert.Equal(["the check's data have had more than 64 different keys: further ones are left out"], said);
    }

    [Fact]
    public void A_key_that_was_there_before_keeps_its_place_among_many_new_ones()
    {
        var readings = new CheckReadings(Redaction.Of([]));
        readings.Of(Data(["queue"]));
        for (var look = 0; look < 5; look++)
            Assert.Contains("data.queue", readings.Of(
                Data([.. Enumerable.Range(0, 100).Select(i => $"a{look}-{i}"), "queue"])).Found.Select(r => r.Name));
    }

    private static Dictionary<string, object> Data(IEnumerable<string> keys) =>
        keys.ToDictionary(key => key, _ => (object)1);
}
