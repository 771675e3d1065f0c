using Bellwether.Agent.Api;
using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Sidecar;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Telemetry;
using Bellwether.Probes;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Receiving;

namespace Bellwether.Agent;

/// <summary>Joins the rooms into a sidecar: it looks, and reports to its home. It has no journal, no history and no
/// verdicts.</summary>
internal sealed class SidecarHost : IAsyncDisposable
{
    private readonly SidecarPlan _sidecar;
    private readonly WatchPlan _service;
    private readonly SteadyTime _time;
    private readonly ProcessMeter _process;
    private readonly MetricsPage _metrics;
    private readonly WebApplication _web;
    private readonly ReportLoop _reports;
    private readonly Sampler _sampler;
    private readonly WindowSet _windows = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _reporting = Task.CompletedTask;

    public SidecarHost(AgentPlan plan, SidecarPlan sidecar, TimeProvider clock)
    {
        (_sidecar, _service) = (sidecar, plan.Services[0]);
        _time = new SteadyTime(clock);
        _metrics = new MetricsPage();
        _process = new ProcessMeter(AgentVersion.Text);
        var builder = AgentHost.Builder(plan);
        builder.Services.AddSingleton<TimeProvider>(_time);
        ApiDoor.Add(builder.Services, plan.Access);
        _web = builder.Build();
        var logs = _web.Services.GetRequiredService<ILoggerFactory>();
        _reports = new ReportLoop(_service, sidecar, _time, logs.CreateLogger<ReportLoop>())
        {
            Restarts = Restarts,
        };
        _sampler = new Sampler(Probes(plan.Reach), _reports.Take, _time, logs);
        Map(_web);
    }

    /// <summary>Where it listens, as it really is.</summary>
    public string Address => _web.Urls.First();

    public async Task StartAsync(CancellationToken stopping)
    {
        await _web.StartAsync(stopping);
        await _reports.BeginAsync(stopping);
        await _sampler.StartAsync(stopping);
        _reporting = _reports.RunAsync(_stopping.Token);
    }

    /// <summary>Ends when asked to, or fails with whatever must not be survived.</summary>
    public async Task WaitAsync(CancellationToken stopping) =>
        await await Task.WhenAny(_web.WaitForShutdownAsync(stopping), _sampler.Completion, _reporting);

    public async ValueTask DisposeAsync()
    {
        // First no more looks, then the last report, then silence.
        await _sampler.StopAsync();
        await _stopping.CancelAsync();
        await _reporting.ContinueWith(static _ => { }, CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await _sampler.DisposeAsync();
        await _windows.DisposeAsync();
        await _web.DisposeAsync();
        _reports.Dispose();
        _process.Dispose();
        _metrics.Dispose();
        _stopping.Dispose();
    }

    /// <summary>All probes look at the one instance, whatever address each has for it.</summary>
    private IReadOnlyList<SampledProbe> Probes(AddressGuard reach) =>
    [
        .. from probe in _service.Probes
           from target in probe.Kind.Make(probe.Options, new ProbeContext(probe.Name, _time)
           {
               Guard = reach,
               Service = _service.Service,
               Environment = _service.Environment,
               Windows = _windows,
           })
           select new SampledProbe
           {
               Service = _service.Service,
               Environment = _service.Environment,
               ProbeName = probe.Name,
               Instance = _sidecar.Instance,
               Group = target.Group,
               Probe = target.Probe,
               Every = probe.Options.Every,
           },
    ];

    /// <summary>Applications whose start nothing tells but that their id is another one.</summary>
    private IEnumerable<RestartNotice> Restarts() =>
        from probe in _service.Probes
        from seen in _windows.Find(_service.Service, probe.Name)?.TakeSuccessions() ?? []
        select new RestartNotice
        {
            Service = _service.Service,
            Probe = probe.Name,
            Instance = _sidecar.Instance,
            Place = _sidecar.Instance,
            At = seen.At,
        };

    private void Map(WebApplication web)
    {
        web.UseMiddleware<ProblemsForPeople>();
        ApiDoor.Use(web);
        web.MapGet("/health/live", LiveAsync).OpenToAll();
        web.MapGet("/metrics", context =>
        {
            context.Response.ContentType = MetricsPage.ContentType;
            return context.Response.WriteAsync(_metrics.Write(), context.RequestAborted);
        }).Demand(Role.Read, unless: OpenPage.Metrics);
        new OtlpRoutes(_windows).Map(web);
        web.Map("/v1/{**rest}", context => Answers.ProblemAsync(
            context, StatusCodes.Status421MisdirectedRequest, "Not here",
            $"this is a sidecar, which judges nothing: ask its home at {_sidecar.Home}")).Demand(Role.Read);
    }

    private Task LiveAsync(HttpContext context)
    {
        var alive = _reports.Silence < ReportLoop.LongestSilence;
        context.Response.StatusCode = alive ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            alive ? """{"status":"healthy"}""" : """{"status":"unhealthy"}""", context.RequestAborted);
    }
}
