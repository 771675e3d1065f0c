namespace Bellwether.Probes.Tests;

internal static class LookReadings
{
    /// <summary>Value of the reading of that name; null where there is none.</summary>
    public static double? Value(this Look look, string name) =>
        look.Readings.Where(reading => reading.Name == name).Select(reading => (double?)reading.Value).FirstOrDefault();
}
