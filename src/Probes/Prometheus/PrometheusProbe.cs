using Bellwether.Probes.HealthChecks;
using Bellwether.Probes.Http;

namespace Bellwether.Probes.Prometheus;

/// <summary>Asks a Prometheus what the operator named. What goes wrong is our blindness, and never speaks against what
/// is watched.</summary>
internal sealed class PrometheusProbe : IProbe
{
    public const string Away = "provider-unavailable";

    private readonly PrometheusProbeOptions _options;
    private readonly TimeProvider _time;
    private readonly PrometheusClient _client;
    private readonly QueryAsker[] _queries;
    private readonly Redaction _secrets;

    public PrometheusProbe(PrometheusProbeOptions options, ProbeContext context)
    {
        (_options, _time) = (options, context.Time);
        _client = new(options, context.Guard);
        _secrets = HttpSecrets.Of(
            [.. options.Headers.Values, PrometheusClient.Authorization(options) ?? "", options.Password ?? ""],
            options.Url!);
        _queries = [.. options.Queries.Select(query => new QueryAsker(query, options.StaleAfter, _client))];
    }

    public static IReadOnlyList<TargetedProbe> Make(PrometheusProbeOptions options, ProbeContext context) =>
    [
        new(options.Instance ?? $"{options.Url!.Host}:{options.Url.Port}", null,
            new PrometheusProbe(options, context)),
    ];

    public static IReadOnlyList<ProbeSignal> SignalsOf(PrometheusProbeOptions options) =>
        [.. options.Queries.Select(QueryReadings.SignalOf)];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        using var patience = new CancellationTokenSource(_options.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        List<Reading> readings = [];
        List<ReadingProblem> problems = [];
        string? away = null;
        try
        {
            // All answers of a look are of one instant, and that by the clock that stamped the samples: ours may
            // differ.
            var at = await _client.AskTimeAsync(either.Token).ConfigureAwait(false);
            foreach (var query in _queries)
                await AskAsync(query, at, readings, problems, either.Token).ConfigureAwait(false);
        }
        catch (ProviderAwayException e)
        {
            away = _secrets.Clean($"{_options.Url} {e.Message}");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            away = $"{_options.Url} gave no whole answer within {_options.Patience.TotalSeconds:0.###} s";
        }

        return Of(readings, problems, away);
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async ValueTask AskAsync(
        QueryAsker query, double at, List<Reading> readings, List<ReadingProblem> problems, CancellationToken patience)
    {
        try
        {
            readings.AddRange(await query.AskAsync(at, patience).ConfigureAwait(false));
        }
        catch (QueryFaultException e)
        {
            problems.Add(new(query.Name, $"the query '{query.Name}' {e.Message}"));
        }
    }

    private static Look Of(List<Reading> readings, List<ReadingProblem> problems, string? away)
    {
        // What was answered before the trouble is whole: the rest is missing alone.
        if (away is not null && readings.Count == 0) return Look.Missing(Away, away);
        var told = string.Join("; ", problems.Select(problem => problem.Text).Append(away).OfType<string>());
        var look = readings.Count > 0 ? Look.Good(readings) : Look.WithoutReadings("no-data");
        return look with { Detail = told.Length > 0 ? told : null, Problems = problems };
    }
}
