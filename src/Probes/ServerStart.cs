namespace Bellwether.Probes;

/// <summary>Says whose the totals of a look are, so that another server behind the same name is only counted from: what
/// it has counted in its own life is no leap.</summary>
/// <remarks>Whoever reads totals takes two starts a moment apart for one, because clocks are adjusted. Two servers may
/// have been started together, so what is told differs by more where it is another run. One look at a time.</remarks>
internal sealed class ServerStart
{
    /// <summary>As it is called on metrics pages.</summary>
    public const string Name = "process_start_time_seconds";

    /// <summary>Above what is taken for one start, in seconds.</summary>
    private const double Apart = 2;

    private (string Run, double Told)? _last;

    /// <param name="run">What no other run of this or any server has.</param>
    /// <param name="start">When it began, in seconds of Unix time; only read where the run is another than
    /// before.</param>
    public Reading Of(string run, double start)
    {
        if (_last is not { } last || last.Run != run)
            _last = last = (run, _last is { } other && Math.Abs(start - other.Told) < Apart
                ? other.Told + Apart : start);
        return Reading.Gauge(Name, last.Told, "seconds");
    }
}
