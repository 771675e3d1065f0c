using System.Net;
using System.Net.Sockets;
using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Dns;

/// <summary>Asks for the records of a name and says whether they are those that should be there.</summary>
/// <remarks>A server that the configuration names is the target: what it fails at is bad. The system's own is our
/// resolver: what it cannot tell is missing, and only what it tells is the target's.</remarks>
internal sealed class DnsProbe(DnsProbeOptions options, ProbeContext context) : IProbe
{
    private const int ServerFailure = 2;
    private const int NoSuchName = 3;

    public static IReadOnlyList<TargetedProbe> Make(DnsProbeOptions options, ProbeContext context) =>
        [new(options.Instance ?? options.Name.TrimEnd('.'), options.Group, new DnsProbe(options, context))];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var start = context.Time.GetTimestamp();
        using var patience = new CancellationTokenSource(options.Patience, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            if ((options.Named ?? DnsServer.OfSystem()) is not { } server)
                return Look.Missing("resolver", "the system names no server to ask");
            var answer = await DnsExchange.AskAsync(server, options, context.Guard, either.Token)
                .ConfigureAwait(false);
            return Judge(answer, context.Time.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Trouble(Patience.GivenUp(options.Patience, context.Time.GetElapsedTime(start)));
        }
        catch (AddressRefusedException e)
        {
            return Look.Missing("address-refused", e.Message);
        }
        catch (SocketException e)
        {
            stopping.ThrowIfCancellationRequested();
            return Trouble(SocketTrouble.AsLook(e.SocketErrorCode));
        }
        catch (DnsFormatException e)
        {
            return Trouble(Look.Bad("malformed", e.Message));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            stopping.ThrowIfCancellationRequested();
            return Trouble(Look.Bad("closed", "the server ended the connection before its answer was whole"));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Look Judge(DnsAnswer answer, TimeSpan took)
    {
        Reading[] readings =
        [
            Reading.Latency("latency", took), Reading.Gauge("records", answer.Records.Count, ""),
            .. answer.Ttl is { } ttl ? [Reading.Gauge("ttl", ttl.TotalSeconds, "seconds")] : Array.Empty<Reading>(),
        ];
        var type = options.Type.ToString().ToUpperInvariant();
        return answer.Code switch
        {
            0 => (Fault(answer, type) ?? Look.Good()) with { Readings = readings, NoData = null },
            NoSuchName => Look.Bad("nxdomain", $"there is no name {options.Name}"),
            ServerFailure => Trouble(Look.Bad("servfail", "the server failed to find an answer")),
            var code => Trouble(Look.Bad($"rcode-{code}", $"the server does not answer: response code {code}")),
        };
    }

    private Look? Fault(DnsAnswer answer, string type)
    {
        if (answer.Records.Count == 0) return Look.Bad("no-records", $"{options.Name} has no {type} record");
        var there = answer.Records.Select(Plain).ToHashSet(StringComparer.Ordinal);
        var wanted = options.Expect.Select(Plain).ToHashSet(StringComparer.Ordinal);
        if (wanted.FirstOrDefault(record => !there.Contains(record)) is { } missing)
            return Look.Bad("wrong-records",
                $"{options.Name} has no {type} {missing}, but {string.Join(", ", answer.Records.Take(3))}");
        return options.Exact && there.FirstOrDefault(record => !wanted.Contains(record)) is { } further
            ? Look.Bad("wrong-records", $"{options.Name} also has {type} {further}") : null;
    }

    /// <summary>Of a named server as it is; of the system's own: we could not look.</summary>
    private Look Trouble(Look look) => options.Server is not null || look.Reachability is Reachability.Missing ? look
        : Look.Missing("resolver", $"the system's resolver: {look.Detail ?? look.Reason}");

    private string Plain(string record) => options.Type switch
    {
        DnsRecordType.Txt => record,
        DnsRecordType.A or DnsRecordType.Aaaa when IPAddress.TryParse(record, out var address) => $"{address}",
        _ => record.TrimEnd('.').ToLowerInvariant(),
    };
}
