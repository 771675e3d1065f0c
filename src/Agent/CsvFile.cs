using System.IO.Compression;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Tables;

namespace Bellwether.Agent;

/// <summary>A CSV on the disk, plain or packed by gzip.</summary>
internal static class CsvFile
{
    /// <exception cref="CommandFailedException">It cannot be read, or is no table: where and why.</exception>
    public static RawTable Read(string file, SignalWishes wishes)
    {
        try
        {
            using var bytes = File.OpenRead(file);
            using var plain = file.EndsWith(".gz", StringComparison.Ordinal)
                ? new GZipStream(bytes, CompressionMode.Decompress) : (Stream)bytes;
            using var text = new StreamReader(plain);
            return CsvReader.Read(text, Path.GetFileName(file), wishes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new CommandFailedException($"{file} cannot be read: {e.Message}", e);
        }
        catch (TableException e)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    /// <summary>Writes beside, and only what is whole is put in place.</summary>
    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public static void Write(string file, Action<TextWriter> write)
    {
        var beside = file + ".new";
        try
        {
            using (var text = new StreamWriter(beside)) write(text);
            File.Move(beside, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file} cannot be written: {e.Message}", e);
        }
    }
}
