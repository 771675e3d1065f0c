namespace Bellwether.Agent.Commands.Cases;

/// <summary>What is said of a key that is none.</summary>
internal static class CaseKeys
{
    public static RefusedLineException Unknown(string key, IReadOnlyList<string> known) =>
        new($"unknown key '{key}'" + (Complaints.Nearest(key, known) is { } meant ? $": did you mean '{meant}'?" : ""));
}
