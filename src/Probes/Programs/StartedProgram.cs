using System.ComponentModel;
using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Text;

namespace Bellwether.Probes.Programs;

/// <summary>A program that runs, in a session of its own: it and all that it starts can be ended together.</summary>
/// <remarks>Its process is fetched exactly once, after its group was ended: until then nobody else can have its
/// number.</remarks>
internal sealed class StartedProgram : IDisposable
{
    private const int NoSuchFile = 2;
    private const int AccessDenied = 13;

    private readonly AnonymousPipeServerStream _input = new(PipeDirection.Out, HandleInheritability.None);
    private readonly AnonymousPipeServerStream _output = new(PipeDirection.In, HandleInheritability.None);
    private readonly AnonymousPipeServerStream _errors = new(PipeDirection.In, HandleInheritability.None);
    private readonly int _process;
    private readonly Lock _gate = new();
    private bool _isFetched;

    private StartedProgram(ProgramPlan plan)
    {
        try
        {
            _process = Spawn(plan);
        }
        catch
        {
            Dispose();
            throw;
        }

        // Ours alone are left: an end is seen when the last of its writers is gone.
        _input.DisposeLocalCopyOfClientHandle();
        _output.DisposeLocalCopyOfClientHandle();
        _errors.DisposeLocalCopyOfClientHandle();
        Ended = Task.Factory.StartNew(
            WaitAndFetch, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public Stream Input => _input;

    public Stream Output => _output;

    public Stream Errors => _errors;

    /// <summary>Its exit code or the signal that ended it, once it has ended; both null where nobody knows.</summary>
    public Task<(int? Code, int? Signal)> Ended { get; } = null!;

    /// <exception cref="ProgramException">It cannot be started, and why.</exception>
    public static StartedProgram Start(ProgramPlan plan) => new(plan);

    /// <summary>Ends it and everything in its session's group, at once.</summary>
    public void Kill()
    {
        lock (_gate)
            if (!_isFetched) _ = NativeProgram.Send(-_process, NativeProgram.Kill);
    }

    public void Dispose()
    {
        _input.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }

    private int Spawn(ProgramPlan plan)
    {
        using var arguments = new NativeTexts([plan.Path, .. plan.Arguments]);
        using var environment = new NativeTexts(plan.Environment.Select(pair => $"{pair.Key}={pair.Value}"));
        var (actions, attributes) =
            (Marshal.AllocHGlobal(NativeProgram.SizeOfTable), Marshal.AllocHGlobal(NativeProgram.SizeOfTable));
        try
        {
            Prepare(plan, actions, attributes);
            var error = NativeProgram.Spawn(
                out var process, Terminated(plan.Path), actions, attributes, arguments.List, environment.List);
            _ = NativeProgram.EndActions(actions);
            _ = NativeProgram.EndAttributes(attributes);
            return error == 0 ? process : throw new ProgramException(
                error switch { NoSuchFile => "no-program", AccessDenied => "no-access", _ => "not-started" },
                $"{plan.Path} cannot be started: {new Win32Exception(error).Message}");
        }
        finally
        {
            Marshal.FreeHGlobal(actions);
            Marshal.FreeHGlobal(attributes);
        }
    }

    private void Prepare(ProgramPlan plan, IntPtr actions, IntPtr attributes)
    {
        _ = NativeProgram.BeginActions(actions);
        _ = NativeProgram.AddDuplicate(actions, Number(_input), 0);
        _ = NativeProgram.AddDuplicate(actions, Number(_output), 1);
        _ = NativeProgram.AddDuplicate(actions, Number(_errors), 2);
        _ = NativeProgram.AddFolder(actions, Terminated(plan.Folder));
        _ = NativeProgram.BeginAttributes(attributes);
        // The runtime ignores broken pipes and holds signals back; a program expects neither.
        var (none, all) = (new byte[NativeProgram.SizeOfSignals], new byte[NativeProgram.SizeOfSignals]);
        Array.Fill(all, (byte)0xff);
        _ = NativeProgram.SetMask(attributes, none);
        _ = NativeProgram.SetDefaults(attributes, all);
        _ = NativeProgram.SetFlags(attributes,
            NativeProgram.OwnSession | NativeProgram.SignalMask | NativeProgram.DefaultSignals);
    }

    private (int? Code, int? Signal) WaitAndFetch()
    {
        var facts = new byte[NativeProgram.SizeOfSignals];
        int waited;
        do
        {
            waited = NativeProgram.Wait(NativeProgram.ByProcess, _process, facts,
                NativeProgram.WhenEnded | NativeProgram.LeaveUnfetched);
        }
        while (waited != 0 && Marshal.GetLastPInvokeError() == NativeProgram.Interrupted);

        lock (_gate)
        {
            // What it left behind goes with it; its number is still taken, so nobody else is meant.
            _ = NativeProgram.Send(-_process, NativeProgram.Kill);
            var fetched = NativeProgram.Fetch(_process, out var status, 0);
            _isFetched = true;
            var signal = status & 0x7f;
            return fetched != _process ? (null, null) : signal == 0 ? ((status >> 8) & 0xff, null) : (null, signal);
        }
    }

    private static int Number(AnonymousPipeServerStream pipe) =>
        (int)pipe.ClientSafePipeHandle.DangerousGetHandle();

    private static byte[] Terminated(string text) => Encoding.UTF8.GetBytes(text + '\0');
}
