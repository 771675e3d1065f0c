using Bellwether.Probes.Scrape;

namespace Bellwether.Probes.Tests.Scrape;

public sealed class PooledBodyTests
{
    [Theory]
    [InlineData(99_999, true)]
    [InlineData(100_000, true)]
    [InlineData(100_001, false)]
    [InlineData(long.MaxValue, false)]
    public async Task No_more_is_read_than_one_byte_over_the_limit(long length, bool whole)
    {
        using var stream = new Zeroes(length);
        using var body = new PooledBody(expected: 0, limit: 100_000);
        Assert.Equal(whole, await body.ReadAsync(stream, default));
        Assert.Equal(Math.Min(length, 100_001), stream.Position);
        Assert.Equal(stream.Position, body.Bytes.Length);
    }

    /// <summary>A stream of that many zero bytes.</summary>
    private sealed class Zeroes(long length) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = (int)Math.Min(count, Length - Position);
            buffer.AsSpan(offset, read).Clear();
            Position += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
