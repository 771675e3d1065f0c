using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Api;

/// <summary>Turns what went wrong into a problem that says what to do; a client that went away gets nothing.</summary>
internal sealed partial class ProblemsForPeople(RequestDelegate next, ILogger<ProblemsForPeople> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to answer.
        }
        catch (BadHttpRequestException e) when (!context.Response.HasStarted)
        {
            await Answers.ProblemAsync(context, e.StatusCode, "The request cannot be used", e.Message);
        }
        catch (JournalUnavailableException e) when (!context.Response.HasStarted)
        {
            await Answers.ProblemAsync(
                context, StatusCodes.Status503ServiceUnavailable, "Nothing durable can be written", e.Message);
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            LogBug(e, context.Request.Path);
            await Answers.ProblemAsync(
                context, StatusCodes.Status500InternalServerError, "A fault of the agent's own", "It is in the agent's log.");
        }
    }

    [LoggerMessage(4001, LogLevel.Error, "A request to {Path} hit a fault of our own")]
    private partial void LogBug(Exception fault, string path);
}
