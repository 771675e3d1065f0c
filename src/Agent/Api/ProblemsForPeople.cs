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
            if (!context.Response.HasStarted) await SayWhyAsync(context);
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
                context, StatusCodes.Status500InternalServerError, "A fault of the agent's own",
                "It is in the agent's log.");
        }
    }

    // What no route answered has a status and nothing to read.
    private static Task SayWhyAsync(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Answers.NotFoundAsync(context, $"There is nothing at {context.Request.Path}."),
        StatusCodes.Status405MethodNotAllowed => Answers.ProblemAsync(
            context, StatusCodes.Status405MethodNotAllowed, "Not that way",
            $"{context.Request.Path} takes {context.Response.Headers.Allow}, not {context.Request.Method}."),
        _ => Task.CompletedTask,
    };

    [LoggerMessage(4001, LogLevel.Error, "A request to {Path} hit a fault of our own")]
    private partial void LogBug(Exception fault, string path);
}
