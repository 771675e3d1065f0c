namespace Bellwether.Probes.Logs.Files;

/// <summary>How much of a file is read at once.</summary>
internal static class ReadBuffer
{
    public const int Bytes = 64 * 1024;
}
