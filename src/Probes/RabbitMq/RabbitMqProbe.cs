using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Http;

namespace Bellwether.Probes.RabbitMq;

/// <summary>Asks the management plug-in of a RabbitMQ for its nodes and for the queues that are named.</summary>
internal sealed class RabbitMqProbe : IProbe
{
    /// <summary>Longest answer read, in bytes; a longer one gives no reading.</summary>
    public const int LongestAnswer = 1024 * 1024;

    private readonly RabbitMqProbeOptions _options;
    private readonly TimeProvider _time;
    private readonly AddressGuard _guard;
    private readonly HttpMessageInvoker _line = HttpLine.Open();
    private readonly Uri _url;
    private readonly AuthenticationHeaderValue _who;

    public RabbitMqProbe(RabbitMqProbeOptions options, ProbeContext context)
    {
        (_options, _time, _guard) = (options, context.Time, context.Guard);
        var url = options.Url ?? throw new ArgumentException("The options have no url.", nameof(options));
        _url = url.AbsolutePath.EndsWith('/') ? url : new Uri($"{url.AbsoluteUri}/");
        _who = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.Username}:{options.Password}")));
    }

    public static IReadOnlyList<TargetedProbe> Make(RabbitMqProbeOptions options, ProbeContext context)
    {
        var probe = new RabbitMqProbe(options, context);
        return [new(options.Instance ?? $"{probe._url.Host}:{probe._url.Port}", null, probe)];
    }

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var began = _time.GetTimestamp();
        using var patience = new CancellationTokenSource(_options.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            var addresses = await Dialer.ResolveAsync(_url.IdnHost, either.Token, stopping).ConfigureAwait(false);
            return await AskAsync(addresses, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Patience.GivenUp(_options.Patience, _time.GetElapsedTime(began));
        }
        catch (ResolverException e)
        {
            return Look.Missing("resolver", e.Message);
        }
        catch (JsonException)
        {
            return Look.WithoutReadings("unparsable", "the management plug-in answered something that is no JSON");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            stopping.ThrowIfCancellationRequested();
            return patience.IsCancellationRequested
                ? Patience.GivenUp(_options.Patience, _time.GetElapsedTime(began))
                : HttpSecrets.Of([$"{_who}", _options.Password], _url).Clean(HttpTrouble.AsLook(e));
        }
    }

    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<Look> AskAsync(IReadOnlyList<IPAddress> addresses, CancellationToken patience)
    {
        var start = _time.GetTimestamp();
        var readings = new List<Reading>(8 + (_options.Queues.Count * 7));
        const string Columns = "name,running,mem_alarm,disk_free_alarm,mem_used,mem_limit,fd_used,fd_total";
        var (trouble, _) = await AskAsync($"api/nodes?columns={Columns}", addresses,
            nodes => RabbitMqReadings.AddNodes(nodes, readings), patience).ConfigureAwait(false);
        if (trouble is not null) return trouble;
        readings.Add(Reading.Latency("latency", _time.GetElapsedTime(start)));
        (trouble, _) = await AskAsync("api/overview?columns=object_totals", addresses,
            overview => RabbitMqReadings.AddOverview(overview, readings), patience).ConfigureAwait(false);
        if (trouble is not null) return trouble;
        List<ReadingProblem> notes = [];
        foreach (var queue in _options.Queues)
        {
            var path = $"api/queues/{Uri.EscapeDataString(queue.Vhost)}/{Uri.EscapeDataString(queue.Name)}"
                + "?columns=consumers,messages_ready,messages_unacknowledged,message_stats";
            (trouble, var status) = await AskAsync(path, addresses,
                told => RabbitMqReadings.AddQueue(queue.SignalName, told, readings), patience).ConfigureAwait(false);
            if (status is 404)
            {
                // Nobody takes from a queue that is not there: where somebody did, that is the finding.
                readings.Add(Reading.Gauge($"{queue.SignalName}.consumers", 0, "consumers"));
                notes.Add(new($"{queue.SignalName}.ready", $"there is no queue '{queue.Name}' in '{queue.Vhost}'"));
            }
            else if (status is 401 or 403)
            {
                notes.Add(new($"{queue.SignalName}.consumers",
                    $"queue '{queue.Name}' left out: this user may not see the vhost '{queue.Vhost}' ({status})"));
            }
            else if (trouble is not null)
            {
                return trouble;
            }
        }

        return Look.Good(readings) with
        {
            Detail = notes.Count > 0 ? string.Join("; ", notes.Select(note => note.Text)) : null,
            Problems = notes,
        };
    }

    /// <summary>Asks for one page; gives what is wrong with the answer, and its status.</summary>
    private async ValueTask<(Look? Trouble, int Status)> AskAsync(
        string path, IReadOnlyList<IPAddress> addresses, Action<JsonElement> read, CancellationToken patience)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_url, path));
        request.Headers.Authorization = _who;
        request.Headers.TryAddWithoutValidation("User-Agent", HttpProbe.UserAgent);
        HttpLine.Prepare(request, addresses, _guard, patience);
        using var response = await _line.SendAsync(request, patience).ConfigureAwait(false);
        var status = (int)response.StatusCode;
        if (status != 200) return (Refused(status), status);
        var stream = await response.Content.ReadAsStreamAsync(patience).ConfigureAwait(false);
        using var body = await HttpBody.ReadAsync(stream, LongestAnswer, keep: true, patience).ConfigureAwait(false);
        if (body.TooLarge) return (Look.WithoutReadings("too-large", "an answer is longer than 1 MiB"), status);
        using var document = JsonDocument.Parse(body.Bytes);
        read(document.RootElement);
        return (null, status);
    }

    private static Look Refused(int status) => status switch
    {
        401 => Look.Missing("credentials", "RabbitMQ refuses the user or password of this agent (401)"),
        403 => Look.Missing("credentials", "this agent's user lacks the tag 'monitoring' (403)"),
        >= 500 => Look.Bad($"status-{status}", $"the management plug-in answered {status}"),
        _ => Look.WithoutReadings(
            $"status-{status}", $"what answered {status} is no management plug-in of RabbitMQ at this address"),
    };
}
