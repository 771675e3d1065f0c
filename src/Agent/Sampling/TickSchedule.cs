using Quartz;
using Quartz.Diagnostics;

namespace Bellwether.Agent.Sampling;

/// <summary>Fires the ticks of all lanes: all that Quartz does for us.</summary>
/// <remarks>Everything is in memory. A tick that is late by more than half its gap lies in another cell and stays
/// missed.</remarks>
internal sealed class TickSchedule
{
    /// <summary>Ticks fired at once. A tick only begins a look, so it takes no time; <see cref="LookPlaces"/> bounds
    /// the looks.</summary>
    public const int MostAtOnce = 32;

    /// <summary>Triggers taken in one round of the scheduler; with a smaller batch 200 looks a second cost 23 % of a
    /// core.</summary>
    public const int BatchSize = 32;

    /// <summary>How much too early a tick may fire together with others; far less than half of the shortest
    /// gap.</summary>
    public static readonly TimeSpan FireAhead = TimeSpan.FromMilliseconds(20);

    private readonly IScheduler _scheduler;
    private readonly TimeProvider _time;

    private TickSchedule(IScheduler scheduler, TimeProvider time)
    {
        _scheduler = scheduler;
        _time = time;
    }

    public static async Task<TickSchedule> CreateAsync(
        Func<int, ValueTask> tick, TimeProvider time, ILoggerFactory logs, CancellationToken cancel)
    {
        var quiet = new WarningsOnly(logs);
        LogProvider.SetLogProvider(quiet);
        var builder = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton<ILoggerFactory>(quiet);
            quartz.UseTimeProvider(time);
            quartz.UseInMemoryStore();
            quartz.UseDefaultThreadPool(MostAtOnce);
            quartz.UseJobFactory(new LookJob.Factory(new LookJob(tick)));
            quartz.ConfigureScheduler(options =>
            {
                options.InstanceName = "bellwether";
                options.MaxBatchSize = BatchSize;
                options.BatchTriggerAcquisitionFireAheadTimeWindow = FireAhead;
                options.PropagateTraceContext = false;
            });
        });
        return new(await builder.BuildScheduler(cancel).ConfigureAwait(false), time);
    }

    /// <summary>Sets the ticks of all lanes, in place of those that were set.</summary>
    public async Task SetAsync(IEnumerable<LaneTick> lanes, CancellationToken cancel)
    {
        await _scheduler.Clear(cancel).ConfigureAwait(false);
        foreach (var lane in lanes) await AddAsync(lane, cancel).ConfigureAwait(false);
    }

    /// <summary>Sets the ticks of one lane more; the others are left as they are.</summary>
    public async Task AddAsync(LaneTick lane, CancellationToken cancel)
    {
        var key = LookJob.KeyOf(lane.Number);
        var job = JobBuilder.Create<LookJob>().WithIdentity(key).Build();
        await _scheduler.ScheduleJob(job, Trigger(key, lane.Every, lane.First), cancellationToken: cancel)
            .ConfigureAwait(false);
    }

    /// <summary>Takes the ticks of one lane away.</summary>
    public async Task RemoveAsync(int lane, CancellationToken cancel) =>
        await _scheduler.DeleteJob(new JobKey(LookJob.KeyOf(lane)), cancel).ConfigureAwait(false);

    public Task StartAsync(CancellationToken cancel) => _scheduler.Start(cancel).AsTask();

    /// <summary>Fires no more ticks, and waits for the looks under way.</summary>
    public Task StopAsync() => _scheduler.Shutdown(true).AsTask();

    private ITrigger Trigger(string key, TimeSpan every, DateTimeOffset first) => TriggerBuilder.Create(_time)
        .WithIdentity(key)
        .StartAt(first)
        .WithMisfireThreshold(every / 2)
        .WithSimpleSchedule(schedule => schedule
            .WithInterval(every)
            .RepeatForever()
            .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
        .Build();
}
