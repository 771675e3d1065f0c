using Bellwether.Agent.Api;
using Bellwether.Agent.Api.Access;
using Bellwether.Agent.Bus;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Delivery;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Supervision;
using Bellwether.Agent.Targets;
using Bellwether.Agent.Telemetry;
using Bellwether.Agent.Watching;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes.Receiving;

namespace Bellwether.Agent;

/// <summary>Joins the rooms into a running agent.</summary>
/// <remarks>
/// The order is the point: the journal is open before anybody can say anything, the API listens before anything is
/// looked
/// at, and what goes out starts last.
/// </remarks>
internal sealed class AgentHost : IAsyncDisposable
{
    /// <summary>Time that everything has to end after a stop is asked for.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(1500);

    private readonly StateLock _folder;
    private readonly DeploymentJournal _journal;
    private readonly HistoryStore _history;
    private readonly SignalBook _signals;
    private readonly ProcessMeter _process;
    private readonly MetricsPage _metrics;
    private readonly WebApplication _web;
    private readonly Sampler _sampler;
    private readonly ProbeRoster _roster;
    private readonly TargetFollowers _targets;
    private readonly WindowSet _windows = new();
    private readonly WindowFollowers _senders;
    private readonly WatchRoom _room;
    private readonly PlanReload _reload;
    private readonly SelfReport _told;
    private readonly Couriers _couriers;
    private readonly MessageBus? _bus;
#pragma warning disable CA1859 // Named by its own type, it would have the exporter's library loaded by every agent.
    private readonly OtlpExport? _export;
#pragma warning restore CA1859
    private readonly CancellationTokenSource _stopping = new();
    private Task _delivering = Task.CompletedTask;
    private Task _reloading = Task.CompletedTask;

    /// <param name="plan">What it does.</param>
    /// <param name="clock">The wall clock.</param>
    /// <param name="reload">Reads the plan again, when asked; null where there is no file.</param>
    /// <exception cref="StorageException">The state folder cannot be used, and why.</exception>
    public AgentHost(AgentPlan plan, TimeProvider clock, Func<ConfigurationOutcome>? reload = null)
    {
        // One clock for all: a wall clock that is set while a version is watched must not reach any room.
        var time = new SteadyTime(clock);
        _folder = StateLock.Take(plan.StateFolder);
        _metrics = new MetricsPage();
        _process = new ProcessMeter(AgentVersion.Text);
        _journal = DeploymentJournal.Open(plan.StateFolder, time);
        _history = HistoryStore.Open(plan.StateFolder, time);
        _signals = new SignalBook(plan.Services, _history, time);
        var builder = Builder(plan);
        _room = RoomOf(plan, time);
        Register(builder.Services, _room);
        var wishes = OtlpWishes.Read(Environment.GetEnvironmentVariable);
        if (wishes.Any) OtlpExport.Prepare(builder, wishes, plan);
        _web = builder.Build();
        if (wishes.Any) _export = OtlpExport.Begin(_web.Services, wishes, plan);
        var logs = _web.Services.GetRequiredService<ILoggerFactory>();
        _bus = plan.Bus is { } bus
            ? new MessageBus(bus, _web.Services.GetRequiredService<BusDoors>(), time, logs)
            : null;
        _couriers = new Couriers(
            plan.Channels, _journal, new ChannelContext(time, plan.Reach), logs.CreateLogger<Couriers>(),
            _bus is null ? [] : [(MessageBus.ChannelName, _bus)]);
        _sampler = new Sampler([], _signals.Take, time, logs);
        _roster = new ProbeRoster(_sampler);
        var followed = new FollowedBy(_roster, _signals, plan.Reach);
        _targets = new TargetFollowers(followed, time, logs.CreateLogger<TargetFollowers>());
        _senders = new WindowFollowers(followed, _windows, time);
        _reload = new PlanReload(
            _room, _roster, (reload, next => Entrance.Use(next.Access)), logs.CreateLogger<PlanReload>())
        {
            Windows = _windows,
        };
        _told = new SelfReport(_room, _journal, _history, _web.Services);
        Map(_web, time);
    }

    /// <summary>Where it listens, as it really is: a port 0 of the plan is a real one here.</summary>
    public string Address => _web.Urls.First();

    /// <summary>Tells a service manager how it stands, until what is returned is disposed.</summary>
    public Attendance Attend(Notifier notifier)
    {
        var loop = _web.Services.GetRequiredService<WatchLoop>();
        var attendance = new Attendance(notifier, _room, loop, _web.Lifetime.ApplicationStopping);
        _reload.Watched = (notifier.Reloading, attendance.Reloaded);
        return attendance;
    }

    /// <summary>Time since the last whole round of judging.</summary>
    public TimeSpan Silence => _web.Services.GetRequiredService<WatchLoop>().Silence;

    /// <summary>Every route, for whoever checks what they demand.</summary>
    public IReadOnlyList<RouteEndpoint> Routes =>
        [.. ((IEndpointRouteBuilder)_web).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()];

    /// <summary>Who is let in; a configuration that is read again changes it.</summary>
    public Entrance Entrance => _web.Services.GetRequiredService<Entrance>();

    /// <summary>Listens, then looks, then delivers.</summary>
    public async Task StartAsync(CancellationToken stopping)
    {
        await _web.StartAsync(stopping);
        foreach (var service in _room.Plan.Services)
            await _roster.SetAsync(
                service.Service, ProbesOfPlan.Make(_room.Plan, service, _room.Time, _windows), stopping);
        foreach (var service in _room.Plan.Services) await FollowAsync(service.Service, service, stopping);
        _reload.Follow = FollowAsync;
        await _sampler.StartAsync(stopping);
        _delivering = _couriers.RunAsync(_stopping.Token);
        _reloading = _reload.RunAsync(_stopping.Token);
        _bus?.Start();
    }

    private async Task FollowAsync(string service, WatchPlan? plan, CancellationToken stopping)
    {
        await _targets.SetAsync(service, plan, stopping);
        await _senders.SetAsync(service, plan, stopping);
    }

    /// <summary>Writes a sentence into the log.</summary>
    public void Tell(string sentence) =>
        StartLog.Told(_web.Services.GetRequiredService<ILogger<AgentHost>>(), sentence);

    /// <summary>Has the configuration read again, and returns at once.</summary>
    public void Reload() => _reload.Ask();

    /// <summary>Ends when asked to, or fails with whatever must not be survived.</summary>
    public async Task WaitAsync(CancellationToken stopping)
    {
        var web = _web.WaitForShutdownAsync(stopping);
        // Without channels delivery is over at once, and that is no reason to end.
        var delivering = _couriers.Vitals.Count == 0 ? web : _delivering;
        await await Task.WhenAny(
            web, _sampler.Completion, delivering, _reloading, _targets.Broken, _senders.Broken,
            _bus?.Completion ?? web);
        // The host stops when the judging does; why must reach the exit code, or nobody starts the agent again.
        if (_web.Services.GetRequiredService<WatchLoop>().ExecuteTask is { IsFaulted: true } broken) await broken;
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(StopPatience, TimeProvider.System);
        _reload.End();
        // Begun first, because a broker may take its time.
        var bus = _bus?.DisposeAsync().AsTask() ?? Task.CompletedTask;
        await Settled(_reloading);
        await _targets.DisposeAsync();
        await _senders.DisposeAsync();
        await _sampler.StopAsync();
        await _web.StopAsync(patience.Token);
        await _stopping.CancelAsync();
        await Settled(_delivering);
        await bus;
        await _couriers.DisposeAsync();
        _export?.Dispose();
        _roster.Dispose();
        _reload.Dispose();
        _told.Dispose();
        await _sampler.DisposeAsync();
        await _windows.DisposeAsync();
        await _web.DisposeAsync();
        _signals.Dispose();
        _history.Dispose();
        _journal.Dispose();
        _process.Dispose();
        _metrics.Dispose();
        _folder.Dispose();
        _stopping.Dispose();
    }

    // How it ended was told to whoever waited for it; here it only has to have ended.
    private static Task Settled(Task task) => task.ContinueWith(
        static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    internal static WebApplicationBuilder Builder(AgentPlan plan)
    {
        // The empty builder: no appsettings.json, no environment variable, can change where the agent listens.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            ApiDoor.Listen(kestrel, new(ListenAddress.NumberOf(plan.Listen), plan.Listen.Port), plan.Tls);
        });
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopPatience);
        AgentLogs.Add(builder.Logging, plan.Log, AgentLogs.IsToJournal());
        return builder;
    }

    private WatchRoom RoomOf(AgentPlan plan, SteadyTime time)
    {
        var records = new EventRecords(plan.Environment, plan.AgentId);
        return new WatchRoom(plan, new DeploymentBook(_journal, records), _signals, new Changes(), time)
        {
            FollowClock = () =>
            {
                if (time.Step.Duration() > Sampler.MostStep) time.Anchor();
            },
        };
    }

    private void Register(IServiceCollection services, WatchRoom room)
    {
        var agent = new AgentIdentity(room.Plan.AgentId, _journal.Epoch, AgentVersion.Text);
        var verdicts = new Verdicts(room, agent);
        var rounds = new WatchRounds(room, verdicts);
        var enquiries = new Enquiries(room, rounds, verdicts);
        services.AddSingleton<TimeProvider>(room.Time);
        ApiDoor.Add(services, room.Plan.Access);
        services.AddSingleton(_journal);
        services.AddSingleton(room);
        services.AddSingleton(room.Changes);
        services.AddSingleton(enquiries);
        services.AddSingleton(new UnannouncedChanges(room, rounds));
        services.AddSingleton(rounds);
        var (watcher, masks) = (new Watcher(room, rounds), new MaskDesk(room, rounds));
        services.AddSingleton(new BusDoors(room, watcher, masks, new PreflightDesk(room, enquiries), enquiries));
        services.AddSingleton(new DeploymentRoutes(watcher, enquiries));
        services.AddSingleton(new VerdictRoutes(enquiries));
        services.AddSingleton(new SignalRoutes(enquiries, masks));
        services.AddSingleton(new PointRoutes(room));
        services.AddSingleton<EventRoutes>();
        var backup = new TakeBackup(_journal, _history, room.Plan.StateFolder, room.Plan.AgentId);
        services.AddSingleton(provider => new BackupRoutes(
            stopping => backup.Take(room.Time.GetUtcNow(), stopping),
            provider.GetRequiredService<IHostApplicationLifetime>()));
        services.AddSingleton<WatchLoop>();
        services.AddHostedService(provider => provider.GetRequiredService<WatchLoop>());
        services.AddHostedService(provider => new Housekeeping(
            room, _journal, () => _history.Prune(), provider.GetRequiredService<ILogger<Housekeeping>>()));
        services.AddHostedService(_ => new MemoryThrift(room));
        AgentHealth.Add(services, new AgentVitals(room.Time, () => _sampler.ReadVitals(), () => _history.Health)
        {
            ReadJournal = () => _journal.Health,
            ReadDelivery = () => _couriers.Vitals,
            ReadBus = () => _bus?.Vitals,
            ReadRefusedPlan = () => _reload.Refused,
            ReadFreeBytes = () => SelfReport.FreeBytes(room.Plan.StateFolder),
        });
    }

    private void Map(WebApplication web, TimeProvider time)
    {
        web.UseMiddleware<ProblemsForPeople>();
        ApiDoor.Use(web);
        web.Services.GetRequiredService<DeploymentRoutes>().Map(web);
        web.Services.GetRequiredService<VerdictRoutes>().Map(web);
        web.Services.GetRequiredService<SignalRoutes>().Map(web);
        web.Services.GetRequiredService<EventRoutes>().Map(web);
        web.Services.GetRequiredService<PointRoutes>().Map(web);
        web.Services.GetRequiredService<BackupRoutes>().Map(web);
        new OtlpRoutes(_windows).Map(web);
        new VitalsRoutes(_windows, time).Map(web);
        AgentHealth.Map(web);
        web.MapGet("/metrics", context =>
        {
            context.Response.ContentType = MetricsPage.ContentType;
            return context.Response.WriteAsync(_metrics.Write(), context.RequestAborted);
        }).Demand(Role.Read, unless: OpenPage.Metrics);
    }
}
