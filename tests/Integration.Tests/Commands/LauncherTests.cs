using System.Diagnostics;

namespace Bellwether.Integration.Tests.Commands;

/// <summary>The launcher that eng/build puts beside the program.</summary>
public sealed class LauncherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-launcher-").FullName;
    private readonly string _launcher = Path.Combine(AppContext.BaseDirectory, "bellwether");

    public LauncherTests()
    {
        File.Copy(Path.Combine(Repository(), "eng", "launcher"), _launcher, overwrite: true);
        File.CreateSymbolicLink(Path.Combine(_folder, "bw"), _launcher);
    }

    [Fact]
    public async Task It_works_through_a_symlink_from_another_folder_and_passes_the_exit_code()
    {
        var ended = await RunAsync("version");
        Assert.Equal(0, ended.Code);
        Assert.StartsWith("bellwether ", ended.Out);
        Assert.Equal(2, (await RunAsync("await", "BAD")).Code);
    }

    [Fact]
    public async Task Its_process_becomes_the_program_so_that_signals_reach_it()
    {
        var asked = new TaskCompletionSource();
        await using var agent = await StandInAgent.StartAsync((context, _) =>
        {
            asked.TrySetResult();
            var gone = new TaskCompletionSource();
            context.RequestAborted.Register(() => gone.TrySetResult());
            return gone.Task;
        });
        var process = Start("await", "x", "--agent", agent.Address);
        await asked.Task;
        BuiltProgram.Signal(process, System.Runtime.InteropServices.PosixSignal.SIGTERM);
        Assert.Equal(143, (await BuiltProgram.EndAsync(process)).Code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<Finished> RunAsync(params string[] arguments) => BuiltProgram.EndAsync(Start(arguments));

    private Process Start(params string[] arguments) => Process.Start(Launcher(arguments))!;

    private ProcessStartInfo Launcher(params string[] arguments) =>
        new(Path.Combine(_folder, "bw"), arguments)
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

    private static string Repository()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at.FullName, "Agent.sln"))) at = at.Parent!;
        return at.FullName;
    }
}
