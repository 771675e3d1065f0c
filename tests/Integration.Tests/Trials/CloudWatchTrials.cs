using Bellwether.Probes;
using Bellwether.Testing.Engines;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>A function whose metrics are told by a stand-in of CloudWatch, minutes late.</summary>
public sealed class CloudWatchTrials : IAsyncLifetime
{
    private StandInCloudWatch _cloud = null!;
    private ProbeTrial _trial = null!;
    private DateTimeOffset _broken = DateTimeOffset.MaxValue;
    private DateTimeOffset _mended = DateTimeOffset.MaxValue;

    public async Task InitializeAsync()
    {
        _cloud = await StandInCloudWatch.StartAsync();
        _trial = ProbeTrial.Of($$"""
            probes:
              - name: shop
                cloudwatch:
                  region: eu-central-1
                  access-key: "${file:access-key}"
                  secret-key: "${file:secret-key}"
                  endpoint: {{_cloud.Address}}
                  metrics: [ { name: errors, namespace: AWS/Lambda, metric: Errors, of: Invocations } ]
            policy:
              { interval: 60s, start-within: 60s, warm-up: 60s, window: 30m, min-watch: 20m, deadline: 2h, bake: 5m }
            """, ("access-key", StandInCloudWatch.AccessKey), ("secret-key", StandInCloudWatch.SecretKey));
        _cloud.Now = () => _trial.Now;
        _cloud.Value = (metric, at) => metric is "Invocations" ? 400 : at >= _broken && at < _mended ? 60 : 1;
    }

    public async Task DisposeAsync()
    {
        await _trial.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task A_version_whose_calls_fail_is_rolled_back_and_counted_by_the_periods_of_its_own_time()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(() =>
        {
            _broken = _trial.Now;
            return Task.CompletedTask;
        });
        var verdict = await _trial.VerdictAsync();
        Assert.Matches("^15 % of [0-9 ]+ requests failed, was 0.25 % of ", _trial.MustRollBack("errors"));
        var evidence = verdict.Evidence.Single(of => of.Rule == "errors");
        // Nothing of before is in it: all that was observed fails, one in about seven.
        Assert.InRange(evidence.Observed!.Value!.Value, 0.149, 0.151);
        Assert.Equal(_cloud.Asked.Count, _cloud.Asked.Distinct().Count());
    }

    [Fact]
    public async Task What_failed_before_the_deployment_and_is_told_after_it_is_not_held_against_the_version()
    {
        await _trial.LearnAsync();
        // Two minutes of failures that end before the version is there are told in the first minutes of its watch.
        _broken = _trial.Now;
        _mended = _broken.AddMinutes(2);
        await _trial.LookAsync(2);
        await _trial.DeployAsync();
        await _trial.VerdictAsync();
        _trial.MustPromote();
        Assert.InRange(_trial.Verdict!.Evidence.Single(of => of.Rule == "errors").Observed!.Value!.Value, 0, 0.003);
    }

    [Fact]
    public async Task A_cloud_that_throttles_or_refuses_the_key_is_our_blindness()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync();
        await _trial.LookAsync(5);
        foreach (var code in new[] { "Throttling", "ExpiredToken" })
        {
            _cloud.Instead = context => StandInCloudWatch.RefuseAsync(context, 400, code);
            await _trial.LookAsync(2);
            Assert.Equal(Reachability.Missing, _trial.Looks[^1].Look.Reachability);
        }

        _cloud.Instead = null;
        await _trial.VerdictAsync();
        _trial.MustNotRollBack("errors");
    }
}
