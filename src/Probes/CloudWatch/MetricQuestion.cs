using System.Globalization;
using System.Text;

namespace Bellwether.Probes.CloudWatch;

/// <summary>The body of a request for datapoints: the Query protocol's form.</summary>
/// <remarks>Source: CloudWatch API reference, GetMetricData, version 2010-08-01.</remarks>
internal static class MetricQuestion
{
    /// <param name="options">What is asked for.</param>
    /// <param name="from">Start of the first period.</param>
    /// <param name="until">End of the last.</param>
    public static byte[] Of(CloudWatchProbeOptions options, DateTimeOffset from, DateTimeOffset until)
    {
        var form = new StringBuilder("Action=GetMetricData&Version=2010-08-01");
        Add(form, "StartTime", Moment(from));
        Add(form, "EndTime", Moment(until));
        Add(form, "ScanBy", "TimestampAscending");
        var number = 0;
        for (var i = 0; i < options.Metrics.Count; i++)
        {
            var metric = options.Metrics[i];
            Add(form, ++number, metric, metric.Metric, IdOf(i), options.Every);
            if (metric.Of is { } all) Add(form, ++number, metric, all, IdOfAll(i), options.Every);
        }

        return Encoding.ASCII.GetBytes(form.ToString());
    }

    /// <summary>Name of a metric within the question.</summary>
    public static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"m{index}");

    /// <summary>Name, within the question, of the metric that counts all of a ratio.</summary>
    public static string IdOfAll(int index) => string.Create(CultureInfo.InvariantCulture, $"a{index}");

    private static void Add(
        StringBuilder form, int number, CloudWatchMetricOptions metric, string name, string id, TimeSpan period)
    {
        var query = string.Create(CultureInfo.InvariantCulture, $"MetricDataQueries.member.{number}");
        Add(form, $"{query}.Id", id);
        Add(form, $"{query}.ReturnData", "true");
        Add(form, $"{query}.MetricStat.Metric.Namespace", metric.Namespace);
        Add(form, $"{query}.MetricStat.Metric.MetricName", name);
        var dimension = 0;
        foreach (var (key, value) in metric.Dimensions)
        {
            var place = string.Create(
                CultureInfo.InvariantCulture, $"{query}.MetricStat.Metric.Dimensions.member.{++dimension}");
            Add(form, $"{place}.Name", key);
            Add(form, $"{place}.Value", value);
        }

        Add(form, $"{query}.MetricStat.Period", ((int)period.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        Add(form, $"{query}.MetricStat.Stat", metric.Stat);
    }

    private static void Add(StringBuilder form, string name, string value) =>
        form.Append('&').Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));

    private static string Moment(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
