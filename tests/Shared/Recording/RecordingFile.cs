using System.IO.Compression;

namespace Bellwether.Testing.Recording;

/// <summary>A recording on disk: one compressed file a program, whole after every write.</summary>
internal static class RecordingFile
{
    public const string Ending = ".csv.gz";

    /// <summary>Adds seconds at the end; the first write begins with the names of the columns.</summary>
    /// <remarks>Each write is a gzip member of its own, and members may follow each other: a recording that is cut off
    /// can be read up to its last write. Source: RFC 1952, section 2.2.</remarks>
    public static void Append(string path, IReadOnlyList<RecordedSecond> seconds)
    {
        var isNew = !File.Exists(path);
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write);
        using var packed = new GZipStream(file, CompressionLevel.Optimal);
        using var writer = new StreamWriter(packed) { NewLine = "\n" };
        if (isNew) writer.WriteLine(RecordingText.Header);
        foreach (var second in seconds) writer.WriteLine(RecordingText.Line(second));
    }

    /// <returns>All seconds, in the order of the file.</returns>
    /// <exception cref="FormatException">Its columns are not those of a recording.</exception>
    public static IReadOnlyList<RecordedSecond> Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        if (reader.ReadLine() != RecordingText.Header)
            throw new FormatException($"{path} does not begin with the columns of a recording");
        var seconds = new List<RecordedSecond>();
        while (reader.ReadLine() is { } line) seconds.Add(RecordingText.Parse(line));
        return seconds;
    }
}
