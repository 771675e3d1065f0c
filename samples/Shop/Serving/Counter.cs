using Shop.Noise;

namespace Shop.Serving;

/// <summary>The counter of the shop: one waits as long as the noise says, and sometimes gets an error.</summary>
internal sealed class Counter(ServeOptions options, TimeProvider time)
{
    /// <summary>Share of requests that fail in a healthy version: nothing in the field fails never.</summary>
    public const double OwnErrorRatio = 0.0005;

    private readonly Generator _errors = new(SeedOf(options, "errors"));
    private readonly LatencyNoise _latency =
        new(new Generator(SeedOf(options, "latency")), new Wander(options.Seed), options.Slow);

    /// <summary>Answers with the page, or 404 where there is none, after the wait.</summary>
    public async Task AnswerAsync(HttpContext context, string? page)
    {
        var fails = _errors.Uniform() < OwnErrorRatio + options.ErrorRatio;
        await Task.Delay(_latency.Draw(time.GetUtcNow()), time, context.RequestAborted);
        context.Response.StatusCode = fails ? StatusCodes.Status500InternalServerError
            : page is null ? StatusCodes.Status404NotFound
            : StatusCodes.Status200OK;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(fails || page is null ? Pages.Error : page, context.RequestAborted);
    }

    /// <remarks>The version is in the seed, so that a new one does not replay the luck of the old one.</remarks>
    private static ulong SeedOf(ServeOptions options, string purpose)
    {
        var seed = options.Seed;
        foreach (var letter in options.Version + "/" + purpose) seed = new Generator(seed ^ letter).Next();
        return seed;
    }
}
