using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bellwether.Benchmarks.Recording;

/// <summary>A server in a session of its own: ended by its process id, and whatever it leaves in its group with
/// it.</summary>
internal sealed class ServerProcess : IDisposable
{
    public const int Interrupt = 2, Terminate = 15;

    private const int Kill = 9;

    /// <summary>From being asked to end to being ended.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly ProgramPlan _plan;

    private ServerProcess(Process process, ProgramPlan plan) => (_process, _plan) = (process, plan);

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    public static ServerProcess Start(ProgramPlan plan)
    {
        // Both replace themselves by the next: the process that we start is the program in the end.
        var start = new ProcessStartInfo("setsid",
            ["sh", "-c", "exec \"$@\" >>\"$RECORDED_LOG\" 2>&1 </dev/null", "sh", .. plan.Words]);
        foreach (var (name, value) in plan.Environment) start.Environment[name] = value;
        start.Environment["RECORDED_LOG"] = plan.Log;
        return new(Process.Start(start)!, plan);
    }

    /// <summary>Asks it to end, waits, and kills what is left.</summary>
    public async Task EndAsync(TimeProvider time)
    {
        if (!_process.HasExited)
        {
            _ = Send(_process.Id, _plan.EndSignal);
            try
            {
                await _process.WaitForExitAsync().WaitAsync(s_patience, time);
            }
            catch (TimeoutException)
            {
                Console.Error.WriteLine($"{_plan.Name} did not end when asked and is killed");
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync();
            }
        }

        _ = Send(-_process.Id, Kill);
    }

    public void Dispose() => _process.Dispose();

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int process, int signal);
}
