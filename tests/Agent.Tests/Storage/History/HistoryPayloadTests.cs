using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Agent.Tests.Storage.History;

public sealed class HistoryPayloadTests
{
    [Fact]
    public void Every_bit_of_a_row_comes_back() => Prop.ForAll(HistoryRows.Any, row =>
    {
        var names = row with { Sum = 0, Count = 0, Min = 0, Max = 0, Bad = 0, Total = 0, Buckets = [] };
        return HistoryRows.Everything(HistoryPayload.Decode(names, HistoryPayload.Encode(row)))
            == HistoryRows.Everything(row);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_ratio_of_small_counts_takes_three_bytes() =>
        Assert.Equal(3, HistoryPayload.Encode(HistoryRows.Row(0, SignalKind.Ratio) with
        {
            Bad = 1,
            Total = 60
        }).Length);

    [Fact]
    public void A_gauge_read_once_takes_one_number() =>
        Assert.Equal(2 + 9, HistoryPayload.Encode(HistoryRows.Gauge(0, 0.37)).Length);

    [Fact]
    public void Empty_buckets_at_both_ends_cost_nothing()
    {
        var few = HistoryPayload.Encode(HistoryRows.Latency(0, 0, 7, 0, 0));
        var none = HistoryPayload.Encode(HistoryRows.Latency(0, 0, 0, 0, 0) with { Count = 7 });
        Assert.Equal(none.Length + 1, few.Length);
    }

    [Fact]
    public void Any_cut_of_the_bytes_is_refused()
    {
        var row = HistoryRows.Latency(0, 1, 2.5, 3, 4);
        var bytes = HistoryPayload.Encode(row);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => HistoryPayload.Decode(row, bytes.AsSpan(0, length)));
    }
}
