namespace Bellwether.Probes.Logs.Files;

/// <summary>Takes the lines of one file, in order.</summary>
internal interface ILineTaker
{
    /// <summary>Takes a line without its end; what is over the longest line was cut off.</summary>
    void Take(ReadOnlySpan<byte> line);
}
