using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Api;

/// <summary>Where a copy of the state is asked for. It lies on the agent's host; no state travels over the
/// API.</summary>
/// <param name="take">Makes one; ends early when told to.</param>
/// <param name="life">The agent's.</param>
internal sealed class BackupRoutes(Func<CancellationToken, BackupTaken> take, IHostApplicationLifetime life)
{
    private int _underWay;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/backups", TakeAsync).Demand(Role.Override);

    private async Task TakeAsync(HttpContext context)
    {
        if (Interlocked.Exchange(ref _underWay, 1) != 0)
        {
            await Answers.ProblemAsync(
                context, StatusCodes.Status409Conflict, "One at a time", "A backup is being made just now.");
            return;
        }

        try
        {
            var taken = await Task.Run(() => take(life.ApplicationStopping), CancellationToken.None);
            await Answers.JsonAsync(
                context, taken, BackupJson.Default.BackupTaken, StatusCodes.Status201Created);
        }
        catch (BackupRefusedException e)
        {
            await Answers.ProblemAsync(context, StatusCodes.Status409Conflict, "No backup was made", e.Message);
        }
        catch (OperationCanceledException) when (life.ApplicationStopping.IsCancellationRequested)
        {
            await Answers.ProblemAsync(
                context, StatusCodes.Status503ServiceUnavailable, "No backup was made", "The agent is ending.");
        }
        finally
        {
            Interlocked.Exchange(ref _underWay, 0);
        }
    }
}
