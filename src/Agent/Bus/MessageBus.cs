using System.Diagnostics.Metrics;
using Bellwether.Agent.Bus.Rabbit;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Delivery;
using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Bus;

/// <summary>The message bus: a channel that a courier feeds, and an ear for announcements.</summary>
/// <remarks>
/// Nothing of it is on the way of judging. It is begun after the agent listens, and makes its connection whenever the
/// broker is there.
/// </remarks>
internal sealed class MessageBus : IVerdictChannel
{
    /// <summary>Name of the channel; no configured channel can have it.</summary>
    public const string ChannelName = "bus:rabbitmq";

    private readonly BusPlan _plan;
    private readonly BusLimits _limits;
    private readonly Ear _ear;
    private readonly RoutingKeys _keys;
    private readonly TimeProvider _time;
    private readonly ILoggerFactory _logs;
    private readonly Meter _meter = new("Bellwether.Bus");
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource<RabbitConnection> _connection =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Task? _ended;

    public MessageBus(BusPlan plan, BusDoors doors, TimeProvider time, ILoggerFactory logs, BusLimits? limits = null)
    {
        (_plan, _time, _logs, _limits) = (plan, time, logs, limits ?? new BusLimits());
        _ear = new Ear(new AnnouncementDesk(doors, plan.Accept, _limits).Hear, _limits, time, logs.CreateLogger<Ear>());
        _keys = new RoutingKeys(doors.Room.Plan.Environment, doors.Enquiries);
        _meter.CreateObservableGauge(
            "bellwether_bus_connected", () => Vitals.Trouble is null ? 1 : 0,
            description: "1 while the broker is connected.");
    }

    public BusVitals Vitals => new($"{_plan}", Trouble);

    /// <summary>Fails when the bus could not be set up, which is a bug of ours; ends in no other way but a
    /// stop.</summary>
    public Task Completion => _connection.Task.ContinueWith(
        made => made.IsFaulted ? made : Task.Delay(Timeout.InfiniteTimeSpan, _time, _stopping.Token),
        CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).Unwrap();

    /// <summary>Begins to connect, and returns at once: what it costs is paid beside the judging.</summary>
    public void Start() => Task.Run(
        () =>
        {
            try
            {
                var connection = new RabbitConnection(_plan, _limits, _ear.HearAsync, _logs);
                connection.Begin(_stopping.Token);
                _connection.SetResult(connection);
            }
            catch (Exception e)
            {
                // Whoever waits for completion gets it, and the agent ends with it.
                _connection.SetException(e);
            }
        },
        CancellationToken.None);

    public async Task SendAsync(JournalRecord record, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(_plan.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, _stopping.Token, patience.Token);
        try
        {
            var connection = await _connection.Task.WaitAsync(either.Token).ConfigureAwait(false);
            var outgoing = new OutgoingEvent(record.Entry.Body, _keys.Of(record))
            {
                Id = record.Entry.Key ?? $"{record.Sequence}",
                Type = record.Entry.Kind,
                TraceParent = DeliveryTrace.HeaderOf(record),
            };
            await connection.SendAsync(outgoing, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!stopping.IsCancellationRequested)
        {
            throw new DeliveryFailedException(
                $"{_plan} did not confirm within {_plan.Timeout.TotalSeconds:0.###} s.", e);
        }
        catch (BusTroubleException e)
        {
            throw new DeliveryFailedException($"{_plan}: {e.Message}", e);
        }
    }

    /// <summary>Ends hearing at once, and the connection in good order if the broker allows.</summary>
    public async ValueTask DisposeAsync() => await (_ended ??= EndAsync()).ConfigureAwait(false);

    private string? Trouble => _connection.Task switch
    {
        { IsCompletedSuccessfully: true } made => made.Result.Trouble,
        { IsFaulted: true } failed => failed.Exception!.GetBaseException().Message,
        _ => "not connected yet",
    };

    private async Task EndAsync()
    {
        if (_connection.Task.IsCompletedSuccessfully)
        {
            using var connection = _connection.Task.Result;
            await connection.EndAsync(_limits.StopPatience, _time).ConfigureAwait(false);
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        _ear.Dispose();
        _meter.Dispose();
    }
}
