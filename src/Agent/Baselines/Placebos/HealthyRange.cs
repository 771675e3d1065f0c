namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Between these most healthy changes lie, in the signal's unit; one number a look.</summary>
internal sealed record HealthyRange(double[] Low, double[] High);
