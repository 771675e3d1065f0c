using Bellwether.Agent.Tables;

namespace Bellwether.Agent.Importing.Prometheus;

/// <summary>The answers of a Prometheus as columns.</summary>
/// <remarks>A query is asked at the end of each point, as <c>rate(x[1m])</c> looks back: its number is that of the
/// interval that ends there.</remarks>
internal sealed class PrometheusTable
{
    private readonly PrometheusClient _client;
    private readonly PrometheusLimits _limits;
    private readonly DateTimeOffset _start;
    private readonly TimeSpan _step;
    private readonly int _points;

    /// <param name="client">Who is asked.</param>
    /// <param name="limits">Limits.</param>
    /// <param name="range">From when to when; whole points of it are asked for.</param>
    /// <param name="step">Width of a point.</param>
    public PrometheusTable(
        PrometheusClient client, PrometheusLimits limits, (DateTimeOffset From, DateTimeOffset To) range, TimeSpan step)
    {
        (_client, _limits, _step) = (client, limits, step);
        var past = (range.From - DateTimeOffset.UnixEpoch).Ticks % step.Ticks;
        _start = past == 0 ? range.From : range.From.AddTicks(step.Ticks - past);
        var points = (range.To - _start).Ticks / step.Ticks;
        var most = new TableLimits().MostPoints;
        if (points is < 1 || points > most)
            throw new ImportException($"{points} points of {step.TotalSeconds} s from {range.From:yyyy-MM-dd HH:mm}Z to"
                + $" {range.To:yyyy-MM-dd HH:mm}Z; 1 to {most} can be asked for");
        _points = (int)points;
    }

    /// <exception cref="ImportException">A query has no answer, or one that fills no column.</exception>
    public async Task<RawTable> ReadAsync(
        IReadOnlyList<PrometheusQuery> queries, string source, Action<double> progress, CancellationToken stopping)
    {
        if (queries.Count > _limits.Queries)
            throw new ImportException($"{queries.Count} queries; at most {_limits.Queries} are asked");
        var columns = new Dictionary<string, double[]>(StringComparer.Ordinal);
        for (var i = 0; i < queries.Count; i++)
        {
            var (done, all) = (i, queries.Count);
            await AskAsync(queries[i], columns, share => progress((done + share) / all), stopping);
        }

        return new()
        {
            Source = source,
            Names = [.. columns.Keys],
            Times = [.. Enumerable.Range(0, _points).Select(i => (_start + i * _step).UtcTicks)],
            Columns = [.. columns.Values],
        };
    }

    private async Task AskAsync(
        PrometheusQuery query, Dictionary<string, double[]> columns, Action<double> progress,
        CancellationToken stopping)
    {
        var before = columns.Count;
        for (var first = 0; first < _points; first += _limits.PointsPerAnswer)
        {
            var last = Math.Min(_points, first + _limits.PointsPerAnswer) - 1;
            var range = (_start + (first + 1) * _step, _start + (last + 1) * _step);
            IReadOnlyList<PrometheusSeries> answer;
            try
            {
                answer = await _client.AskAsync(query.Text, range, _step, stopping);
            }
            catch (ImportException e)
            {
                throw new ImportException($"{query.Column}: {e.Message}", e);
            }

            if (!query.IsBuckets && answer.Count > 1)
                throw new ImportException($"{query.Column}: the query gives {answer.Count} series, among them"
                    + $" {answer[0].Labels} and {answer[1].Labels}; sum them up, or select one");
            foreach (var series in answer) Fill(query, series, columns);
            progress((last + 1.0) / _points);
        }

        if (columns.Count == before)
            throw new ImportException($"{query.Column}: the query gives nothing in that time: {query.Text}");
    }

    private void Fill(PrometheusQuery query, PrometheusSeries series, Dictionary<string, double[]> columns)
    {
        if (query.IsBuckets && series.Bound.Length == 0)
            throw new ImportException($"{query.Column}: the query gives a series without the label le:"
                + $" {series.Labels}; write sum by (le) (…)");
        var name = query.IsBuckets ? $"{query.Column}.{series.Bound}" : query.Column;
        if (!columns.TryGetValue(name, out var column))
        {
            columns[name] = column = new double[_points];
            Array.Fill(column, double.NaN);
        }

        foreach (var (at, number) in series.Points)
        {
            var index = (int)Math.Round((at - _start.ToUnixTimeMilliseconds() / 1000.0) / _step.TotalSeconds) - 1;
            if (index >= 0 && index < _points) column[index] = number;
        }
    }
}
