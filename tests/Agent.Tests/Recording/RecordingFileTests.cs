using System.IO.Compression;
using Bellwether.Testing.Recording;

namespace Bellwether.Agent.Tests.Recording;

public sealed class RecordingFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-").FullName;

    [Fact]
    public void What_is_written_minute_by_minute_is_read_back_as_one()
    {
        RecordedSecond[] seconds = [Seconds.At(100), Seconds.At(101) with { Up = false, Cpu = null }, Seconds.At(102)];
        RecordingFile.Append(Path, seconds[..2]);
        Assert.Equal(seconds[..2].Select(RecordingText.Line), RecordingFile.Read(Path).Select(RecordingText.Line));
        RecordingFile.Append(Path, seconds[2..]);
        Assert.Equal(seconds.Select(RecordingText.Line), RecordingFile.Read(Path).Select(RecordingText.Line));
    }

    [Fact]
    public void A_line_says_all_that_a_second_holds()
    {
        var second = Seconds.At(7) with { Requests = 31, Errors = 2, Skipped = 1, Cpu = 0.25, ResidentBytes = 4096 };
        var read = RecordingText.Parse(RecordingText.Line(second));
        Assert.Equal(second.Buckets, read.Buckets);
        Assert.Equal(second, read with { Buckets = second.Buckets });
    }

    [Theory]
    [InlineData("1,2,3")]
    [InlineData("")]
    public void A_line_of_other_columns_is_refused(string line) =>
        Assert.Throws<FormatException>(() => RecordingText.Parse(line));

    [Fact]
    public void A_negative_count_is_refused() => Assert.Throws<FormatException>(
        () => RecordingText.Parse(RecordingText.Line(Seconds.At(7) with { Errors = -1 })));

    [Fact]
    public void A_file_without_the_names_of_the_columns_is_refused()
    {
        using (var packed = new GZipStream(File.Create(Path), CompressionMode.Compress))
            packed.Write("time,requests\n1,2\n"u8);
        Assert.Throws<FormatException>(() => RecordingFile.Read(Path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Path => System.IO.Path.Combine(_folder, "shop" + RecordingFile.Ending);
}
