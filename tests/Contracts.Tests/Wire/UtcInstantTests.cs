using System.Text.Json;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Tests.Wire;

public sealed class UtcInstantTests
{
    [Theory]
    [InlineData("2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31t12:00:00Z", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T13:30:00+01:30", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00-00:00", "2026-01-31T12:00:00Z")]
    [InlineData("2026-01-31T12:00:00.250Z", "2026-01-31T12:00:00.25Z")]
    [InlineData("2026-01-31T12:00:00.1234567Z", "2026-01-31T12:00:00.1234567Z")]
    [InlineData("2026-01-31T12:00:00.123456789Z", "2026-01-31T12:00:00.1234567Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01T00:00:00Z")]
    public void An_instant_is_read_with_any_offset_and_written_in_UTC(string read, string written)
    {
        var instant = JsonSerializer.Deserialize($"\"{read}\"", ContractsJson.Wire.DateTimeOffset);
        Assert.Equal(TimeSpan.Zero, instant.Offset);
        Assert.Equal($"\"{written}\"", JsonSerializer.Serialize(instant, ContractsJson.Wire.DateTimeOffset));
    }

    [Theory]
    [InlineData("\"2026-01-31\"")]
    [InlineData("\"2026-01-31T12:00:00\"")]
    [InlineData("\"2026-01-31 12:00:00Z\"")]
    [InlineData("\"2026-01-31T12:00Z\"")]
    [InlineData("\"2026-02-30T12:00:00Z\"")]
    [InlineData("\"2026-01-31T25:00:00Z\"")]
    [InlineData("\"2026-01-31T12:00:00+0100\"")]
    [InlineData("\"Sat, 31 Jan 2026 12:00:00 GMT\"")]
    [InlineData("\"0001-01-01T00:00:00+14:00\"")]
    [InlineData("\"noon\"")]
    [InlineData("\"\"")]
    [InlineData("1769860800")]
    [InlineData("null")]
    public void What_is_no_instant_with_an_offset_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ContractsJson.Wire.DateTimeOffset));
}
