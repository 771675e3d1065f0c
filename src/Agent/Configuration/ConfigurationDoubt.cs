namespace Bellwether.Agent.Configuration;

/// <summary>What is well written, and yet would see nothing on this host now.</summary>
/// <param name="Fault">Where, and why.</param>
/// <param name="MayCome">What is missing may come by itself: a warning, and no fault.</param>
internal sealed record ConfigurationDoubt(ConfigurationFault Fault, bool MayCome);
