namespace Bellwether.Probes.Receiving;

/// <summary>An instance that came where another had ended: the same process, started again under another
/// name.</summary>
/// <param name="Instance">Its name.</param>
/// <param name="Place">Where both were: the same for each of those that follow one another.</param>
/// <param name="At">When it sent for the first time, UTC.</param>
public sealed record Succession(string Instance, string Place, DateTimeOffset At);
