using System.Net;

namespace Shop.Serving;

/// <summary>The service: pages, health and metrics on 127.0.0.1, until it is told to end.</summary>
internal static class Server
{
    private const int CrashExitCode = 3;
    private const int CannotListenExitCode = 4;

    private static readonly TimeSpan s_untilCrash = TimeSpan.FromMilliseconds(300);

    /// <summary>What is under way when the end is asked for has this long to finish.</summary>
    private static readonly TimeSpan s_drain = TimeSpan.FromSeconds(2);

    public static async Task<int> RunAsync(ServeOptions options, TimeProvider time)
    {
        if (options.Crash) return await CrashAsync(options, time);

        await using var app = Build(options, time);
        try
        {
            await app.StartAsync();
        }
        catch (IOException e)
        {
            await Console.Error.WriteLineAsync($"Shop {options.Version}: cannot listen: {e.Message}");
            return CannotListenExitCode;
        }

        Console.WriteLine($"Shop {options.Version} listens on {app.Urls.First()}");
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static WebApplication Build(ServeOptions options, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = s_drain);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });

        var app = builder.Build();
        var requests = new RequestMetrics(time);
        app.Use(requests.CountAsync);
        MapPages(app, new Counter(options, time));
        app.MapGet("/health", static context => context.Response.WriteAsync("ok\n"));
        if (!options.WithoutMetrics) MapMetrics(app, new MetricsPage(requests, options.Version));
        return app;
    }

    private static void MapPages(WebApplication app, Counter counter)
    {
        app.MapGet("/", context => counter.AnswerAsync(context, Pages.Home));
        app.MapGet("/products/{id}", context =>
            counter.AnswerAsync(context, Pages.Product(context.Request.RouteValues["id"] as string)));
        app.MapGet("/cart", context => counter.AnswerAsync(context, Pages.Cart));
        app.MapMethods("/checkout", ["GET", "POST"], context => counter.AnswerAsync(context, Pages.Checkout));
    }

    private static void MapMetrics(WebApplication app, MetricsPage page) => app.MapGet("/metrics", context =>
    {
        context.Response.ContentType = MetricsPage.ContentType;
        return context.Response.WriteAsync(page.Write());
    });

    /// <summary>Ends as a service does that finds its configuration wanting: soon, with a word, not with 0.</summary>
    private static async Task<int> CrashAsync(ServeOptions options, TimeProvider time)
    {
        await Task.Delay(s_untilCrash, time);
        await Console.Error.WriteLineAsync(
            $"Shop {options.Version}: cannot start: the connection string 'orders' names no database");
        return CrashExitCode;
    }
}
