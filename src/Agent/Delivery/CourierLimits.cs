namespace Bellwether.Agent.Delivery;

/// <summary>How patient a courier is.</summary>
internal sealed record CourierLimits
{
    /// <summary>First pause after a failure; it doubles from there. Default 500 ms.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest pause between attempts. Default 30 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Refusals of one record after which its deployment is parked and others pass. Default 5.</summary>
    public int RefusalsBeforeParking { get; init; } = 5;

    /// <summary>Gap between attempts at what is parked. Default 5 min.</summary>
    public TimeSpan ParkedPause { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Most parked records of a channel; beyond it nothing passes any more. Default 1000.</summary>
    public int MostParked { get; init; } = 1000;

    /// <summary>Records read from the journal at once. Default 16.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>Pause after so many failures in a row.</summary>
    public TimeSpan Pause(int failures)
    {
        var doubled = FirstPause * Math.Pow(2, Math.Min(failures - 1, 30));
        return doubled < LongestPause ? doubled : LongestPause;
    }
}
