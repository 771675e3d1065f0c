using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Edge;

/// <summary>Deployments of a site that nginx serves, one broken in each of the ways that sites break in.</summary>
public sealed class FrontendTrials : IAsyncLifetime
{
    private const string Server = """
        server {
            listen PORT;
            root FOLDER/site;
            location / { try_files $uri $uri/index.html =404; add_header Cache-Control no-cache; }
            location /assets/ { try_files $uri =404; add_header Cache-Control "max-age=31536000, immutable"; }
            location = /vendor.js { add_header Cache-Control "max-age=3600"; }
        }
        """;

    // What single-page sites are often served by: whatever is not there is the page.
    private const string PageForAll = "server { listen PORT; root FOLDER/site; try_files $uri /index.html; }";

    private static readonly BuiltSite One = new("1");
    private static readonly BuiltSite Two = new("2");

    private Nginx _nginx = null!;

    private string Site => _nginx.Folder.At("site");

    public async Task InitializeAsync()
    {
        _nginx = await Nginx.StartAsync(Server);
        One.WriteTo(Site);
    }

    public Task DisposeAsync() => _nginx.DisposeAsync().AsTask();

    [Fact]
    public async Task A_forgotten_script_is_rolled_back_and_the_old_site_recovers()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await DeployAsync(trial, () => File.Delete(Path.Combine(Site, "assets", Two.AppName)));
        await trial.VerdictAsync();
        Assert.Contains($"script /assets/{Two.AppName} answers 404", trial.MustRollBack("reachability"),
            StringComparison.Ordinal);

        // The whole folder of before, as tools put it back: what only the new site had is gone.
        One.WriteTo(Site, keep: false);
        await trial.LookAsync(1);
        trial.Watcher.RolledBack(new() { DeploymentId = ProbeTrial.Deployment, Version = "1" });
        for (var i = 0; i < 40 && trial.Status.Recovery is null; i++) await trial.LookAsync(1);
        Assert.True(trial.Status.Recovery?.Recovered, trial.Status.Recovery?.Summary ?? trial.Story());
        Assert.NotNull(trial.Status.Recovery!.T0);
    }

    [Fact]
    public async Task A_page_in_the_place_of_a_script_is_rolled_back()
    {
        await using var nginx = await Nginx.StartAsync(PageForAll);
        One.WriteTo(nginx.Folder.At("site"));
        await using var trial = Trial(nginx.Port);
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            Two.WriteTo(nginx.Folder.At("site"));
            File.Delete(Path.Combine(nginx.Folder.At("site"), "assets", Two.AppName));
            return Task.CompletedTask;
        });
        await trial.VerdictAsync();
        Assert.Contains("is answered as text/html", trial.MustRollBack("reachability"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrupted_bundle_is_rolled_back()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        // As when an upload broke off.
        await DeployAsync(trial, () => File.WriteAllText(Path.Combine(Site, "assets", Two.AppName), Two.App[..10]));
        await trial.VerdictAsync();
        Assert.Contains($"script /assets/{Two.AppName} does not have the bytes", trial.MustRollBack("reachability"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Old_assets_that_are_deleted_are_rolled_back_where_a_rule_says_so()
    {
        await using var trial = Trial(rules: """
            rules:
              - { name: old-assets, signal: front.missing-old-assets, limit: { max: 0 } }
            """);
        await trial.LearnAsync();
        await DeployAsync(trial, () => Two.WriteTo(Site, keep: false));
        await trial.VerdictAsync();
        Assert.Matches("^front.missing-old-assets was above 0 in ", trial.MustRollBack("old-assets"));
    }

    [Fact]
    public async Task Old_assets_that_an_image_does_not_hold_are_not()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await DeployAsync(trial, () => Two.WriteTo(Site, keep: false));
        await trial.VerdictAsync();
        trial.MustPromote();
        Assert.Contains(trial.Signals, signal => signal is { Signal: "front.missing-old-assets", Last: > 0 });
    }

    [Fact]
    public async Task A_stale_copy_in_the_cache_of_a_CDN_is_rolled_back()
    {
        await using var cdn = await Nginx.StartAsync($$"""
            proxy_cache_path FOLDER/cache keys_zone=site:1m;
            server {
                listen PORT;
                location / {
                    proxy_pass http://127.0.0.1:{{_nginx.Port}};
                    proxy_cache site;
                    add_header X-Cache-Status $upstream_cache_status;
                }
            }
            """);
        await using var trial = Trial(cdn.Port);
        await trial.LearnAsync();
        Assert.Contains(trial.Signals, signal => signal is { Signal: "front.cache-hit", Last: > 0.5 and < 1 });
        await trial.DeployAsync(() =>
        {
            new BuiltSite("2", vendor: "new").WriteTo(Site);
            return Task.CompletedTask;
        });
        await trial.VerdictAsync();
        Assert.Matches(
            "script /vendor.js does not have the bytes .*a copy from a cache", trial.MustRollBack("reachability"));
    }

    [Fact]
    public async Task A_server_that_is_restarted_and_one_that_is_told_anew_are_not()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await DeployAsync(trial, () => { });
        await trial.LookAsync(5);
        await _nginx.StopAsync();
        await trial.LookAsync(2);
        await _nginx.ResumeAsync();
        await trial.LookAsync(2);
        await _nginx.ReloadAsync();
        await trial.VerdictAsync();
        Assert.Contains(trial.Looks, look => look.Look.Reason == "refused");
        trial.MustPromote();
        // The page itself said when the new version came.
        Assert.Contains("version", trial.Status.T0Sign, StringComparison.OrdinalIgnoreCase);
    }

    private async Task DeployAsync(ProbeTrial trial, Action breakIt) => await trial.DeployAsync(() =>
    {
        Two.WriteTo(Site);
        breakIt();
        return Task.CompletedTask;
    });

    private ProbeTrial Trial(int? port = null, string rules = "") => ProbeTrial.Of($$"""
        probes:
          - name: front
            frontend: { url: "http://127.0.0.1:{{port ?? _nginx.Port}}/", every: 5s, version: { meta: app-version } }
        {{rules}}
        """);
}
