using System.Text;
using Bellwether.Probes.Dns;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.Dns;

public sealed class DnsMessageTests
{
    private static readonly byte[] Question = DnsMessage.Question(0x1234, "Shop.example", DnsRecordType.A);

    [Fact]
    public void A_question_has_the_form_of_the_wire() => Assert.Equal(
        "123401000001000000000001" + "0453686f70" + "076578616d706c65" + "00" + "00010001" + "00002904d0000000000000",
        Convert.ToHexStringLower(Question));

    [Fact]
    public void An_answer_is_one_to_the_same_question()
    {
        var answer = Answer(0, []);
        Assert.True(DnsMessage.Answers(answer, Question));
        Assert.True(DnsMessage.Answers(Encoding.Latin1.GetBytes(
            Encoding.Latin1.GetString(answer).Replace("Shop", "sHOP", StringComparison.Ordinal)), Question));
        Assert.False(DnsMessage.Answers(Changed(answer, 0), Question));
        Assert.False(DnsMessage.Answers(Changed(answer, 14), Question));
        Assert.False(DnsMessage.Answers(Question, Question));
        Assert.False(DnsMessage.Answers(answer.AsSpan(0, 11), Question));
    }

    [Fact]
    public void Records_are_read_with_their_shortest_time_and_others_passed_over()
    {
        var answer = DnsMessage.Read(Answer(0,
        [
            Record(DnsRecordType.Cname, 5, [3, (byte)'w', (byte)'w', (byte)'w', 0xc0, 12]),
            Record(DnsRecordType.A, 300, [192, 0, 2, 7]), Record(DnsRecordType.A, 60, [192, 0, 2, 8]),
        ]), DnsRecordType.A);
        Assert.Equal(["192.0.2.7", "192.0.2.8"], answer.Records);
        Assert.Equal((0, TimeSpan.FromMinutes(1)), (answer.Code, answer.Ttl));
    }

    [Theory]
    [InlineData(DnsRecordType.Cname, "03777777c00c", "www.Shop.example")]
    [InlineData(DnsRecordType.Ns, "c00c", "Shop.example")]
    [InlineData(DnsRecordType.Mx, "000ac00c", "10 Shop.example")]
    [InlineData(DnsRecordType.Srv, "0000000501bbc00c", "0 5 443 Shop.example")]
    [InlineData(DnsRecordType.Txt, "0161026263", "abc")]
    [InlineData(DnsRecordType.Aaaa, "20010db8000000000000000000000007", "2001:db8::7")]
    public void Each_type_is_written_as_text(DnsRecordType type, string hex, string text) => Assert.Equal(
        [text], DnsMessage.Read(Answer(0, [Record(type, 1, Convert.FromHexString(hex))]), type).Records);

    [Theory]
    [InlineData(DnsRecordType.A, "c00002")]
    [InlineData(DnsRecordType.Txt, "0561")]
    [InlineData(DnsRecordType.Cname, "c02a")]
    [InlineData(DnsRecordType.Cname, "40")]
    [InlineData(DnsRecordType.Mx, "00")]
    public void What_cannot_be_read_is_said(DnsRecordType type, string hex) => Assert.Throws<DnsFormatException>(
        () => DnsMessage.Read(Answer(0, [Record(type, 1, Convert.FromHexString(hex))]), type));

    [Fact]
    public void Only_so_many_records_are_kept() => Assert.Equal(DnsAnswer.MostRecords, DnsMessage.Read(
        Answer(0, [.. Enumerable.Range(0, 300).Select(_ => Record(DnsRecordType.A, 1, [1, 2, 3, 4]))]),
        DnsRecordType.A).Records.Count);

    [Fact]
    public void No_bytes_break_it_and_it_always_ends() => Prop.ForAll(
        Gen.Choose(0, 255).ArrayOf().ToArbitrary(), Gen.Elements(Enum.GetValues<DnsRecordType>()).ToArbitrary(),
        (bytes, type) =>
        {
            var message = Answer(0, [Record(type, 1, [.. bytes.Select(b => (byte)b)])]);
            try
            {
                _ = DnsMessage.Read(message, type);
                _ = DnsMessage.Read(message.AsSpan(Math.Min(bytes.Length, message.Length)), type);
            }
            catch (DnsFormatException)
            {
            }
        }).QuickCheckThrowOnFailure();

    /// <summary>The question, answered with records whose names point at it. The first begins at byte 30.</summary>
    public static byte[] Answer(int code, byte[][] records) =>
    [
        0x12, 0x34, 0x81, (byte)(0x80 | code), 0, 1, (byte)(records.Length >> 8), (byte)records.Length, 0, 0, 0, 0,
        .. Question[12..^11], .. records.SelectMany(record => record),
    ];

    public static byte[] Record(DnsRecordType type, int ttl, byte[] value) =>
    [
        0xc0, 12, 0, (byte)type, 0, 1, 0, 0, (byte)(ttl >> 8), (byte)ttl,
        (byte)(value.Length >> 8), (byte)value.Length, .. value,
    ];

    private static byte[] Changed(byte[] message, int at)
    {
        var changed = message.ToArray();
        changed[at] ^= 0xff;
        return changed;
    }
}
