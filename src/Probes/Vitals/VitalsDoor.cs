using System.Net;
using Bellwether.Probes.Receiving;

namespace Bellwether.Probes.Vitals;

/// <summary>Takes in what browsers tell of page views, and puts it into the window of its service.</summary>
public static class VitalsDoor
{
    internal const string Name = "vitals";

    /// <summary>Longest body, in bytes.</summary>
    public const int LongestBody = VitalsReport.LongestBody;

    /// <summary>Whether pages of that origin may send to any window.</summary>
    public static bool Allows(WindowSet windows, string origin)
    {
        ArgumentNullException.ThrowIfNull(windows);
        return windows.All<VitalsWindow>().Any(one => one.Window.Allows(origin));
    }

    /// <summary>Takes one page view.</summary>
    /// <param name="windows">The windows.</param>
    /// <param name="origin">Origin of the page, as the browser says.</param>
    /// <param name="body">What it sent.</param>
    /// <param name="mayCome">Whether a client may send another one, by a limit of so many a minute; its address, given
    /// what proxies are believed, is not kept.</param>
    public static VitalsAnswer Take(
        WindowSet windows, string origin, ReadOnlyMemory<byte> body,
        Func<int, IReadOnlyList<IPNetwork>, bool> mayCome)
    {
        ArgumentNullException.ThrowIfNull(windows);
        ArgumentNullException.ThrowIfNull(mayCome);
        var answer = Judge(windows, origin, body, mayCome);
        ReceivingMeter.Took(Name, answer is VitalsAnswer.Taken ? 1 : 0, answer is VitalsAnswer.Taken ? 0 : 1);
        return answer;
    }

    private static VitalsAnswer Judge(
        WindowSet windows, string origin, ReadOnlyMemory<byte> body,
        Func<int, IReadOnlyList<IPNetwork>, bool> mayCome)
    {
        var open = windows.All<VitalsWindow>().Where(one => one.Window.Allows(origin)).ToList();
        if (open.Count == 0) return VitalsAnswer.NotFromThere;
        if (!mayCome(open[0].Window.Options.PerClient, open[0].Window.Options.Proxies)) return VitalsAnswer.TooMany;
        VitalsReport report;
        try
        {
            report = VitalsReport.Read(body);
        }
        catch (InvalidDataException)
        {
            return VitalsAnswer.Malformed;
        }

        var meant = open.Where(one => report.Service is null || one.Service == report.Service).ToList();
        if (meant.Count != 1) return VitalsAnswer.OfNobody;
        return meant[0].Window.Take(report) ? VitalsAnswer.Taken : VitalsAnswer.TooMany;
    }
}
