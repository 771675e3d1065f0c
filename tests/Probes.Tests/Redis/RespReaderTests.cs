using System.Text;
using Bellwether.Probes.Redis;

namespace Bellwether.Probes.Tests.Redis;

public sealed class RespReaderTests
{
    [Theory]
    [InlineData("+OK\r\n", false, "OK")]
    [InlineData(":42\r\n", false, "42")]
    [InlineData("-NOAUTH Authentication required.\r\n", true, "NOAUTH Authentication required.")]
    [InlineData("$5\r\na\r\nbc\r\n", false, "a\r\nbc")]
    [InlineData("$0\r\n\r\n", false, "")]
    [InlineData("$-1\r\n", false, "")]
    public async Task A_reply_is_read_whole(string sent, bool isError, string text) =>
        Assert.Equal(new RespReply(isError, text), await ReadAsync(sent));

    [Fact]
    public async Task Replies_follow_each_other_however_they_are_cut()
    {
        var reader = new RespReader(new Drops(Encoding.UTF8.GetBytes("+OK\r\n$3\r\nabc\r\n-ERR no\r\n")));
        Assert.Equal("OK", (await reader.ReadAsync(default)).Text);
        Assert.Equal("abc", (await reader.ReadAsync(default)).Text);
        Assert.Equal("ERR", (await reader.ReadAsync(default)).Code);
        await Assert.ThrowsAsync<EndOfStreamException>(() => reader.ReadAsync(default).AsTask());
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n")]
    [InlineData("\r\n")]
    [InlineData("$abc\r\n")]
    [InlineData("$-2\r\n")]
    [InlineData("$999999999\r\n")]
    [InlineData("$262145\r\n")]
    [InlineData("$3\r\nabcXY")]
    [InlineData("*2\r\n")]
    public async Task Anything_else_is_no_reply(string sent) =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync(sent));

    [Fact]
    public async Task A_line_without_an_end_is_given_up() =>
        await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync("+" + new string('a', 5000)));

    [Fact]
    public void A_word_may_hold_anything() => Assert.Equal(
        "*2\r\n$4\r\nAUTH\r\n$6\r\na\r\n\"é\r\n", Encoding.UTF8.GetString(RespCommand.Of("AUTH", "a\r\n\"é")));

    private static async Task<RespReply> ReadAsync(string sent)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(sent));
        return await new RespReader(stream).ReadAsync(default);
    }

    /// <summary>A byte at a time.</summary>
    private sealed class Drops(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(1, buffer.Length)], cancellationToken);
    }
}
