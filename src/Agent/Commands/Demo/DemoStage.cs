using System.Globalization;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>The programs of one story: service, load, agent, and the commands that are called in it.</summary>
internal sealed class DemoStage : IAsyncDisposable
{
    /// <summary>The load ends by itself after this, should nobody end it. A story takes four minutes.</summary>
    private static readonly TimeSpan LoadLimit = TimeSpan.FromMinutes(15);

    /// <summary>Longest that the first version has until it answers.</summary>
    private static readonly TimeSpan ShopPatience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    private readonly DemoPlaces _places;
    private readonly TimeProvider _time;
    private readonly string _seed;
    private readonly Stack<DemoProcess> _running = new();
    private readonly Uri _shop;

    public DemoStage(DemoPlaces places, DemoFolder folder, int seed, TimeProvider time)
    {
        _places = places;
        _time = time;
        _seed = seed.ToString(CultureInfo.InvariantCulture);
        Folder = folder;
        var ports = LoopbackPorts.Find(2);
        _shop = new($"http://127.0.0.1:{ports[0]}");
        Agent = new($"http://127.0.0.1:{ports[1]}");
        File.WriteAllText(folder.Configuration, DemoConfiguration.Text(folder, Agent, _shop));
    }

    public DemoFolder Folder { get; }

    public Uri Agent { get; }

    /// <summary>Brings the first version, and waits until it answers.</summary>
    public async Task StartShopAsync(CancellationToken stopping)
    {
        await using (var pipeline = Pipeline([DemoVersion.First, "--seed", _seed], DemoVersion.First, static _ => { }))
            if (await pipeline.EndedAsync(stopping) is not ExitCodes.Ok and var code)
                throw Broken($"the pipeline could not start version {DemoVersion.First} ({code})", "pipeline");
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = _shop };
        var start = _time.GetTimestamp();
        while (!await AnswersAsync(http, stopping))
        {
            if (_time.GetElapsedTime(start) > ShopPatience)
                throw Broken($"version {DemoVersion.First} does not answer", Path.Combine("pipeline", "shop"));
            await Task.Delay(Beat, _time, stopping);
        }
    }

    public void StartLoad()
    {
        var limit = LoadLimit.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        Keep("load", _places.Shop, "load", "--url", DemoConfiguration.Root(_shop), "--for", limit, "--seed", _seed);
    }

    public void StartAgent() => Keep("agent", _places.Bellwether, "run", "--config", Folder.Configuration);

    /// <summary>Calls a command of Bellwether's.</summary>
    public DemoProcess Command(IReadOnlyList<string> words, Action<string> heard) => DemoProcess.Start(
        new()
        {
            Program = _places.Bellwether,
            Words = words,
            Environment = Variables(),
            Log = Folder.Log("commands"),
            Heard = heard,
        },
        _time);

    /// <summary>Lets the pipeline bring a version.</summary>
    public DemoProcess Deploy(DemoVersion version, Action<string> heard) =>
        Pipeline([version.Version, .. version.ShopOptions, "--seed", _seed], version.DeploymentId, heard);

    /// <summary>Lets the pipeline put the version before back, as a person decides it after a hold.</summary>
    public DemoProcess PutBack(DemoVersion version, Action<string> heard) =>
        Pipeline(["--put-back"], version.DeploymentId, heard);

    /// <exception cref="CommandFailedException">The agent or the load has ended, so the story cannot go on.</exception>
    public void CheckIsWhole()
    {
        foreach (var process in _running.Where(process => process.HasEnded))
            throw Broken($"the {process.Name} ended with {process.ExitCode} in the middle of the story", process.Name);
    }

    /// <summary>Ends all that was started, the latest first.</summary>
    public async ValueTask DisposeAsync()
    {
        while (_running.TryPop(out var process)) await process.DisposeAsync();
        await ShopEnd.EndAsync(Folder, _time);
    }

    public CommandFailedException Broken(string what, string log) =>
        new($"{what}; what it said is in {Folder.Log(log)}") { ExitCode = ExitCodes.Fault };

    private static async Task<bool> AnswersAsync(HttpClient http, CancellationToken stopping)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri("/health", UriKind.Relative), stopping);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(string name, string program, params string[] words) => _running.Push(DemoProcess.Start(
        new() { Name = name, Program = program, Words = words, Log = Folder.Log(name) }, _time));

    private DemoProcess Pipeline(IReadOnlyList<string> words, string id, Action<string> heard) => DemoProcess.Start(
        new()
        {
            Program = _places.Pipeline,
            Words = words,
            Environment = Variables(("DEPLOYMENT", id)),
            Log = Folder.Log("pipeline"),
            Heard = heard,
        },
        _time);

    private Dictionary<string, string> Variables(params (string Name, string Value)[] more) => new(
        more.Select(m => KeyValuePair.Create(m.Name, m.Value)), StringComparer.Ordinal)
    {
        ["BELLWETHER"] = _places.Bellwether,
        ["BELLWETHER_AGENT"] = DemoConfiguration.Root(Agent),
        ["SHOP"] = _places.Shop,
        ["SHOP_PORT"] = _shop.Port.ToString(CultureInfo.InvariantCulture),
        ["STATE"] = Folder.Pipeline,
        ["AWAIT_TIMEOUT"] = "2m",
    };
}
