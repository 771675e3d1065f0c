using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bellwether.Integration.Tests.Commands;

/// <summary>The real built program, run as a process.</summary>
internal static class BuiltProgram
{
    /// <summary>Longest that any run may take before the test gives it up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static string Assembly { get; } = Path.Combine(AppContext.BaseDirectory, "Bellwether.Agent.dll");

    public static string Dotnet { get; } = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static Task<Finished> RunAsync(params string[] arguments) => EndAsync(Start(arguments));

    /// <summary>Runs it through bash, as <c>$program</c>, for pipes and redirections.</summary>
    public static Task<Finished> RunInShellAsync(string script, params (string Name, string Value)[] variables)
    {
        var start = Quiet("bash");
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(script);
        start.Environment["program"] = $"{Dotnet} {Assembly}";
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return EndAsync(Process.Start(start)!);
    }

    public static Process Start(params string[] arguments) => StartIn([], arguments);

    /// <summary>With variables in its environment.</summary>
    public static Process StartIn((string Name, string Value)[] variables, params string[] arguments)
    {
        // Whoever runs the tests with nohup has all their children deaf to the signal that asks for a reload.
        var start = Quiet("env");
        foreach (var (name, value) in variables) start.Environment[name] = value;
        foreach (var word in new[] { "--default-signal=HUP", Dotnet, Assembly }) start.ArgumentList.Add(word);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    public static async Task<Finished> EndAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        using (process)
        {
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(patience.Token);
                var error = process.StandardError.ReadToEndAsync(patience.Token);
                await process.WaitForExitAsync(patience.Token);
                return new(process.ExitCode, await output, await error);
            }
            finally
            {
                if (!process.HasExited) process.Kill(entireProcessTree: true);
            }
        }
    }

    public static void Signal(Process process, PosixSignal signal)
    {
        var number = signal switch
        {
            PosixSignal.SIGHUP => 1,
            PosixSignal.SIGINT => 2,
            PosixSignal.SIGTERM => 15,
            _ => 0,
        };
        Assert.Equal(0, Kill(process.Id, number));
    }

    private static ProcessStartInfo Quiet(string program)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment.Remove("BELLWETHER_AGENT");
        start.Environment.Remove("BELLWETHER_TRACE");
        return start;
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
