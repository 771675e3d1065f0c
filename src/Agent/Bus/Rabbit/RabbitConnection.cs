using System.Security.Cryptography;
using System.Text;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Delivery;
using MassTransit;
using MassTransit.Middleware;

namespace Bellwether.Agent.Bus.Rabbit;

/// <summary>The library's bus, set up so that bytes go through it unchanged. Made only where a bus is configured.
/// </summary>
internal sealed class RabbitConnection : IDisposable
{
    private readonly BusPlan _plan;
    private readonly BusLimits _limits;
    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, Task<Heard>> _hear;
    private readonly ILogger _log;
    private readonly IBusControl _bus;
    private readonly Uri _exchange;
    private readonly CancellationTokenSource _hearing = new();
    private Task _starting = Task.CompletedTask;
    private volatile string? _trouble = "not connected yet";

    public RabbitConnection(
        BusPlan plan, BusLimits limits, Func<ReadOnlyMemory<byte>, CancellationToken, Task<Heard>> hear,
        ILoggerFactory logs)
    {
        (_plan, _limits, _hear, _log) = (plan, limits, hear, logs.CreateLogger<RabbitConnection>());
        _exchange = new Uri($"exchange:{plan.Exchange}?type=topic");
        LogContext.ConfigureCurrentLogContext(logs);
        _bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(Configure);
        _bus.ConnectReceiveEndpointObserver(new EndpointObserver(Came, Went));
    }

    /// <summary>Why it is not connected; null where it is.</summary>
    public string? Trouble => _trouble;

    public static string ErrorQueueOf(BusPlan plan) => $"{plan.Queue}_error";

    /// <summary>Connects as soon as there is a broker, and again whenever it was away.</summary>
    public void Begin(CancellationToken stopping) => _starting = _bus.StartAsync(stopping);

    /// <summary>Returns when the broker has confirmed it.</summary>
    /// <exception cref="BusTroubleException">It did not.</exception>
    public async Task SendAsync(OutgoingEvent outgoing, CancellationToken patience)
    {
        try
        {
            var endpoint = await _bus.GetSendEndpoint(_exchange).WaitAsync(patience).ConfigureAwait(false);
            await endpoint.Send(outgoing, context => Address(context, outgoing), patience)
                .WaitAsync(patience).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Whatever the library calls it: there is no confirmation, so it is sent again.
            throw new BusTroubleException(ReasonOf(e), e);
        }
    }

    /// <summary>Ends it; after the patience without waiting on.</summary>
    public async Task EndAsync(TimeSpan patience, TimeProvider time)
    {
        using var enough = new CancellationTokenSource(patience, time);
        try
        {
            // In this order: a message given back while nothing ends would be handed over again at once.
            var stopping = _bus.StopAsync(enough.Token);
            await _hearing.CancelAsync().ConfigureAwait(false);
            await stopping.WaitAsync(enough.Token).ConfigureAwait(false);
            await _starting.WaitAsync(enough.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or RabbitMqConnectionException)
        {
            // The broker is away, or slow: the process ends, and with it the connection.
        }
        catch (Exception e)
        {
            // What else the library throws at its end must not keep the journal from being closed in good order.
            BusLog.EndedRoughly(_log, e);
        }
    }

    /// <summary>After its end.</summary>
    public void Dispose() => _hearing.Dispose();

    private void Configure(IRabbitMqBusFactoryConfigurator bus)
    {
        bus.Host(_plan.Host, (ushort)_plan.Port, _plan.VirtualHost, "bellwether", host =>
        {
            host.Username(_plan.Username);
            host.Password(_plan.Password);
            host.Heartbeat(_limits.Heartbeat);
            host.RequestedConnectionTimeout(_limits.ConnectPatience);
            host.PublisherConfirmation = true;
            if (_plan.Tls is { } tls) host.UseSsl(ssl => BrokerTls.Configure(ssl, tls));
        });
        bus.ClearSerialization();
        var raw = new RawSerializer();
        bus.AddSerializer(raw, isSerializer: true);
        bus.AddDeserializer(raw, isDefault: true);
        bus.SendTopology.ConfigureErrorSettings = errors => errors.SetQueueArgument(
            "x-max-length", _limits.MostSetAside);
        // The library's own endpoint is for requests, which the agent makes none of; but something must hold the
        // connection.
        bus.AutoStart = _plan.Accept.Count == 0;
        if (_plan.Accept.Count > 0) bus.ReceiveEndpoint(_plan.Queue, Hear);
    }

    private void Hear(IRabbitMqReceiveEndpointConfigurator queue)
    {
        queue.ConfigureConsumeTopology = false;
        queue.PublishFaults = false;
        queue.PrefetchCount = _plan.Prefetch;
        // One at a time, or the end of a deployment could overtake its beginning.
        queue.ConcurrentMessageLimit = 1;
        queue.SetQueueArgument("x-max-length", _limits.MostWaiting);
        queue.SetQueueArgument("x-expires", _limits.QueueKept);
        queue.Bind(_plan.Announcements, binding =>
        {
            binding.ExchangeType = "topic";
            binding.RoutingKey = "#";
        });
        // Before the first verdict, so that whoever waits for one can bind to it.
        queue.ConfigureChannel(made => made.UseExecuteAsync(channel => channel.ExchangeDeclare(
            _plan.Exchange, "topic", durable: true, autoDelete: false, new Dictionary<string, object?>())));
        queue.ConfigureError(errors =>
        {
            errors.UseFilter(new SetAsideFilter());
            errors.UseFilter(new ErrorTransportFilter());
        });
        queue.Handler<IncomingEvent>(context => TakeAsync(context.Message));
    }

    private async Task TakeAsync(IncomingEvent incoming)
    {
        try
        {
            var heard = await _hear(incoming.Body, _hearing.Token).ConfigureAwait(false);
            if (heard.Kind != HeardKind.Refused) return;
            BusLog.SetAside(_log, heard.Type, ErrorQueueOf(_plan), heard.Reason);
            throw new RefusedEventException(heard.Reason);
        }
        catch (OperationCanceledException e) when (_hearing.IsCancellationRequested)
        {
            // The library has its own idea of a cancellation, and would set the message aside.
            throw new GivenBackException("the agent ends", e);
        }
        catch (Exception e) when (e is not RefusedEventException)
        {
            BusLog.Bug(_log, e, ErrorQueueOf(_plan));
            throw;
        }
    }

    private static void Address(SendContext<OutgoingEvent> context, OutgoingEvent outgoing)
    {
        context.SetRoutingKey(outgoing.RoutingKey);
        // The library knows only ids of this form; derived, so that each copy has the same.
        context.MessageId = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(outgoing.Id)).AsSpan(0, 16));
        if (outgoing.TraceParent is { } trace) context.Headers.Set(DeliveryTrace.Header, trace);
        if (context.TryGetPayload(out RabbitMqSendContext? rabbit)) rabbit.BasicProperties.Type = outgoing.Type;
    }

    private void Came()
    {
        if (Interlocked.Exchange(ref _trouble, null) is not null) BusLog.Connected(_log, $"{_plan}");
    }

    private void Went(Exception cause)
    {
        var reason = ReasonOf(cause);
        if (Interlocked.Exchange(ref _trouble, reason) is null) BusLog.Away(_log, $"{_plan}", reason);
    }

    private string ReasonOf(Exception e)
    {
        var said = e.GetBaseException().Message.ReplaceLineEndings(" ");
        return said.Length <= _limits.LongestReason ? said : said[.._limits.LongestReason];
    }
}
