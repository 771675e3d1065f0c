namespace Bellwether.Testing.Recording;

/// <summary>A stretch of time in seconds since the Unix epoch, its end not included.</summary>
internal readonly record struct Stretch(long From, long Until)
{
    public long Length => Math.Max(0, Until - From);
}
