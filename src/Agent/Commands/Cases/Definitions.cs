using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>The histories that were defined so far, by name.</summary>
internal sealed class Definitions
{
    private readonly Dictionary<string, (SeriesDefinition? Series, long Line)> known = [];

    /// <summary>The later one counts.</summary>
    public void Set(string name, SeriesDefinition series) => known[name] = (series, 0);

    /// <summary>Cases must not be judged by the one before it.</summary>
    public void Refuse(string name, long line) => known[name] = (null, line);

    /// <exception cref="RefusedLineException">There is none, or it was refused.</exception>
    public SeriesDefinition Find(string name)
    {
        if (!known.TryGetValue(name, out var found))
            throw new RefusedLineException($"no series '{name}' was defined"
                + (Complaints.Nearest(name, known.Keys) is { } meant ? $": did you mean '{meant}'?" : ""));
        return found.Series
            ?? throw new RefusedLineException($"series '{name}' was refused on line {found.Line}");
    }
}
