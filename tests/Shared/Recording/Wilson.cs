namespace Bellwether.Testing.Recording;

/// <summary>95 % interval of a share, after Wilson.</summary>
/// <remarks>It stays inside 0 and 1 and says something at 0 of n, where the textbook interval says 0. Source: Wilson,
/// "Probable inference, the law of succession, and statistical inference", 1927.</remarks>
internal readonly record struct Wilson(double Low, double High)
{
    private const double Z = 1.959964;

    /// <param name="share">What was seen, 0 to 1.</param>
    /// <param name="of">In how many independent cases. For none, everything is possible.</param>
    public static Wilson Of(double share, double of)
    {
        if (!(of > 0)) return new(0, 1);
        var square = Z * Z / of;
        var middle = (share + square / 2) / (1 + square);
        var half = Z / (1 + square) * Math.Sqrt(share * (1 - share) / of + square / (4 * of));
        return new(Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
