namespace Bellwether.Probes.Statsd;

/// <summary>What is taken of a datagram.</summary>
internal static class StatsdLimits
{
    /// <summary>Bytes of a name.</summary>
    public const int NameLength = 255;

    /// <summary>Tags of a line.</summary>
    public const int Tags = 16;

    /// <summary>Bytes of a tag with its value.</summary>
    public const int TagLength = 255;

    /// <summary>Numbers beyond this are none: a sum of them would lose what else is counted.</summary>
    public const double Largest = 1e15;

    /// <summary>Different values of one set between two looks.</summary>
    public const int SetSize = 10_000;

    /// <summary>Different values of all sets together between two looks.</summary>
    public const int AllSets = 100_000;

    /// <summary>What was not sent for so long makes room where there is none: tags such as a version or a container
    /// come and go. As long as levels may stand.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(1);

    /// <summary>How often room is made at most: everything is gone through.</summary>
    public static readonly TimeSpan RoomEvery = TimeSpan.FromMinutes(1);

    /// <summary>Upper bounds of timers, in seconds.</summary>
    public static readonly double[] TimerBounds =
        [0.005, 0.01, 0.02, 0.03, 0.05, 0.075, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10, 30];

    /// <summary>Upper bounds of numbers whose unit nobody tells: 1, 2, 5 of each power of ten.</summary>
    public static readonly double[] OtherBounds =
        [.. Enumerable.Range(-3, 10).SelectMany(power => new[] { 1, 2, 5 }.Select(d => d * Math.Pow(10, power)))];
}
