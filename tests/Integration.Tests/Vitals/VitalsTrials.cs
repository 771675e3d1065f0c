using System.Net;
using System.Text;
using Bellwether.Integration.Tests.OtlpDoor;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Vitals;

/// <summary>A service that is known by what browsers tell of its pages.</summary>
public sealed class VitalsTrials : IAsyncLifetime, IDisposable
{
    private const int Views = 30;

    private readonly HttpClient _browser = new();
    private ProbeTrial _trial = null!;
    private DoorServer _door = null!;
    private int _viewed;

    public async Task InitializeAsync()
    {
        // As many as there are in a point; the limits have tests of their own.
        _trial = ProbeTrial.Of("""
            probes:
              - name: browsers
                vitals: { origins: ["https://shop.example"], pages: [/cart], per-client: 600, per-second: 90,
                          proxies: [127.0.0.0/8] }
            signals: [ { name: cart-shift, from: browsers, latency: cls, where: { page: /cart } } ]
            """);
        _door = await DoorServer.StartAsync(_trial.Windows);
        _browser.BaseAddress = _door.Address;
    }

    public async Task DisposeAsync()
    {
        await _door.DisposeAsync();
        await _trial.DisposeAsync();
    }

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task Errors_of_scripts_that_rise_are_rolled_back_and_named()
    {
        await _trial.LearnAsync(_ => ViewAsync(brokenOf100: 2));
        await _trial.DeployAsync();
        await _trial.VerdictAsync(_ => ViewAsync(brokenOf100: 25));
        Assert.Matches("2\\d(\\.\\d+)? %", _trial.MustRollBack("errors"));
        Assert.True(Assert.Single(_trial.Signals, of => of.Signal == "browsers.views").Last > 1);
        Assert.Equal("score", Assert.Single(_trial.Signals, of => of.Signal == "cart-shift").Unit);
    }

    [Fact]
    public async Task A_restart_that_nobody_views_for_two_points_is_not()
    {
        await _trial.LearnAsync(_ => ViewAsync(brokenOf100: 2));
        await _trial.DeployAsync();
        await _trial.LookAsync(5, _ => ViewAsync(brokenOf100: 2));
        await _trial.LookAsync(2);
        await _trial.VerdictAsync(_ => ViewAsync(brokenOf100: 2));
        _trial.MustNotRollBack();
    }

    private async Task ViewAsync(int brokenOf100)
    {
        for (var i = 0; i < Views; i++)
        {
            var broken = (_viewed++ * 37) % 100 < brokenOf100;
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/v1/vitals", UriKind.Relative))
            {
                Content = new StringContent($$"""
                    {"page":"/cart","lcp":{{1200 + (i * 10)}},"inp":90,"cls":0.02,"errors":{{(broken ? 2 : 0)}}}
                    """, Encoding.UTF8, "text/plain"),
            };
            request.Headers.TryAddWithoutValidation("Origin", "https://shop.example");
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", $"203.0.113.{_viewed % 200}");
            using var answer = await _browser.SendAsync(request);
            Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        }
    }
}
