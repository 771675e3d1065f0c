namespace Bellwether.Probes.Logs.Messages;

/// <summary>A signature that is not known, since it is seen.</summary>
internal sealed class FreshSignature(string text, DateTimeOffset firstSeen)
{
    public string Text { get; } = text;

    public DateTimeOffset FirstSeen { get; } = firstSeen;

    public DateTimeOffset LastSeen { get; private set; } = firstSeen;

    public int Times { get; private set; }

    /// <summary>Moments apart from each other at which it was seen: one burst is one of them.</summary>
    public int Moments { get; private set; }

    /// <summary>Whether it was seen before, if seldom.</summary>
    public bool IsSecondTime { get; init; }

    private DateTimeOffset _moment = DateTimeOffset.MinValue;

    public void Seen(DateTimeOffset now, TimeSpan apart)
    {
        Times++;
        LastSeen = now;
        if (now - _moment < apart) return;
        _moment = now;
        Moments++;
    }
}
