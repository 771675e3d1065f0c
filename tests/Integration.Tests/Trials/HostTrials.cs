using System.Diagnostics;
using System.Globalization;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>A real process, named by its pid file, that a deployment replaces.</summary>
public sealed class HostTrials : IDisposable
{
    private readonly ServerFolder _folder = new();
    private Process? _process;

    [Fact]
    public async Task A_new_process_that_is_gone_is_rolled_back_at_once()
    {
        Run();
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(ReplaceAsync);
        await trial.LookAsync(2);
        var gone = _process!.Id;
        End();
        await trial.VerdictAsync();
        Assert.Contains($"the new process {gone} is gone", trial.MustRollBack("failure-at-once"));
    }

    [Fact]
    public async Task A_process_that_restarts_again_and_again_is_rolled_back()
    {
        Run();
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.VerdictAsync(_ => ReplaceAsync());
        Assert.Matches("^the new process restarted [2-9] times on ", trial.MustRollBack("failure-at-once"));
    }

    [Fact]
    public async Task One_that_is_restarted_once_after_it_was_replaced_is_not()
    {
        Run();
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(ReplaceAsync);
        await trial.LookAsync(6);
        End();
        await trial.LookAsync(1);
        Run();
        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability");
    }

    public void Dispose()
    {
        End();
        _folder.Dispose();
    }

    private ProbeTrial Trial() => ProbeTrial.Of($$"""
        probes:
          - { name: box, host: { pid-file: '{{_folder.At("pid")}}', every: 5s } }
        """);

    private Task ReplaceAsync()
    {
        End();
        Run();
        return Task.CompletedTask;
    }

    private void Run()
    {
        _process = Process.Start("sleep", "300");
        _folder.Write("pid", _process.Id.ToString(CultureInfo.InvariantCulture));
    }

    private void End()
    {
        if (_process is null) return;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }
}
