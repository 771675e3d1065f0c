namespace Bellwether.Testing.Recording;

/// <summary>A restart in a recording, in seconds since the Unix epoch.</summary>
/// <param name="Asked">When the program was asked to end.</param>
/// <param name="Back">When it took connections again.</param>
internal readonly record struct RecordedRestart(long Asked, long Back)
{
    /// <summary>A program that still listens after so long was replaced too quickly to be seen away.</summary>
    private const int LongestFarewell = 5;

    /// <param name="seconds">Ascending, one a second.</param>
    /// <returns>Ascending; one that never came back is left out.</returns>
    public static IReadOnlyList<RecordedRestart> In(IReadOnlyList<RecordedSecond> seconds)
    {
        var found = new List<RecordedRestart>();
        for (var i = 0; i < seconds.Count; i++)
        {
            if (!seconds[i].Restart) continue;
            var back = i;
            while (back < seconds.Count && seconds[back].Up && back < i + LongestFarewell) back++;
            // Never seen away: the next second is the first that is all the new one's.
            if (back == i + LongestFarewell) back = i;
            while (back < seconds.Count && !seconds[back].Up) back++;
            if (back < seconds.Count) found.Add(new(seconds[i].Time, seconds[back].Time + 1));
        }

        return found;
    }
}
