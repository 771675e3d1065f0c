using System.Globalization;
using Quartz;
using Quartz.Extensibility;

namespace Bellwether.Agent.Sampling;

/// <summary>A tick: the name of the job is the number of the lane, and there is nothing else in it.</summary>
internal sealed class LookJob(Func<int, ValueTask> tick) : IJob
{
    public static string KeyOf(int lane) => lane.ToString(CultureInfo.InvariantCulture);

    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        tick(int.Parse(context.JobDetail.Key.Name, CultureInfo.InvariantCulture));

    /// <summary>Gives every tick the same job: it has no state.</summary>
    internal sealed class Factory(LookJob job) : IJobFactory
    {
        public ValueTask<JobScope> CreateJob(
            TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken = default) =>
                new(new JobScope(job));

        public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken = default) => default;
    }
}
