namespace Bellwether.Agent.Importing.Prometheus;

/// <summary>What is asked of a Prometheus, and how long for.</summary>
internal sealed record PrometheusLimits
{
    /// <summary>Points of one answer. Default 11 000, which is the most that a Prometheus gives.</summary>
    public int PointsPerAnswer { get; init; } = 11_000;

    /// <summary>Series of one answer: a histogram's buckets are the most that can be meant. Default 200.</summary>
    public int Series { get; init; } = 200;

    /// <summary>Bytes of one answer. Default 64 MiB.</summary>
    public int AnswerBytes { get; init; } = 64 << 20;

    /// <summary>Queries of one import. Default 200.</summary>
    public int Queries { get; init; } = 200;

    /// <summary>Wait for one answer. Default 60 s.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often one stretch is asked for where no answer comes, or a busy one. Default 3.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Pause before the next attempt, doubled each time. Default 1 s.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(1);
}
