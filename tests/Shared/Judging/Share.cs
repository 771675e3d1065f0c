namespace Bellwether.Testing.Judging;

/// <summary>A share of trials with its 95 % interval.</summary>
internal readonly record struct Share(double Value, double Low, double High, int Trials);
