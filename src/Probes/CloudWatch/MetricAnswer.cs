using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Bellwether.Probes.CloudWatch;

/// <summary>Reads what CloudWatch answers.</summary>
internal static class MetricAnswer
{
    /// <summary>Errors that speak of who asks. Source: CloudWatch API reference, "Common Errors".</summary>
    private static readonly string[] s_ofCredentials =
    [
        "AccessDenied", "AccessDeniedException", "AuthFailure", "ExpiredToken", "ExpiredTokenException",
        "IncompleteSignature", "InvalidClientTokenId", "InvalidSignatureException", "MissingAuthenticationToken",
        "NotAuthorized", "OptInRequired", "RequestExpired", "SignatureDoesNotMatch", "UnrecognizedClientException",
    ];

    /// <summary>Datapoints by name within the question and start of their period.</summary>
    /// <exception cref="CloudWatchException">It is no such answer, or not whole.</exception>
    public static IReadOnlyDictionary<(string Id, DateTimeOffset At), double> Points(byte[] body)
    {
        var points = new Dictionary<(string, DateTimeOffset), double>();
        var root = Parse(body);
        if (root.Name.LocalName != "GetMetricDataResponse") throw Unreadable();
        foreach (var result in Within(root, "GetMetricDataResult", "MetricDataResults", "member"))
        {
            var status = Text(result, "StatusCode");
            if (status is "Forbidden")
                throw new CloudWatchException("credentials", "the access key may not read a metric (Forbidden)");
            if (status is not "Complete")
                throw new CloudWatchException("provider-unavailable", "CloudWatch answered with a part of the points");
            var times = Within(result, "Timestamps", "member").Select(one => one.Value).ToList();
            var values = Within(result, "Values", "member").Select(one => one.Value).ToList();
            if (times.Count != values.Count) throw Unreadable();
            foreach (var (time, value) in times.Zip(values))
                points[(Text(result, "Id") ?? "", MomentOf(time))] = NumberOf(value);
        }

        return points;
    }

    /// <summary>What a refusal says.</summary>
    public static CloudWatchException Refusal(int status, byte[] body)
    {
        string? code = null;
        try
        {
            code = Within(Parse(body), "Error", "Code").FirstOrDefault()?.Value;
        }
        catch (CloudWatchException)
        {
            // A proxy in between answers pages of its own.
        }

        var word = code is { Length: > 0 and <= 64 } && code.All(char.IsAsciiLetterOrDigit) ? code : null;
        return new(word is not null && s_ofCredentials.Contains(word) ? "credentials" : "provider-unavailable",
            $"CloudWatch answered {status}{(word is null ? "" : $" ({word})")}");
    }

    private static XElement Parse(byte[] body)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(body), new()
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
            });
            return XElement.Load(reader);
        }
        catch (XmlException e)
        {
            throw new CloudWatchException("provider-unavailable", "CloudWatch answered what is no XML", e);
        }
    }

    private static IEnumerable<XElement> Within(XElement element, params string[] path)
    {
        IEnumerable<XElement> at = [element];
        foreach (var name in path)
            at = at.SelectMany(one => one.Elements().Where(inner => inner.Name.LocalName == name));
        return at;
    }

    private static string? Text(XElement element, string name) => Within(element, name).FirstOrDefault()?.Value;

    private static DateTimeOffset MomentOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? at.ToUniversalTime() : throw Unreadable();

    private static double NumberOf(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
        && double.IsFinite(value) ? value : throw Unreadable();

    private static CloudWatchException Unreadable() =>
        new("provider-unavailable", "CloudWatch answered what cannot be read");
}
