using System.Runtime.InteropServices;

namespace Bellwether.Agent.Commands;

/// <summary>Turns SIGINT and SIGTERM into a cancellation, and remembers which it was.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource source = new();
    private readonly PosixSignalRegistration interrupt;
    private readonly PosixSignalRegistration terminate;
    private volatile int code;

    public Interruption()
    {
        interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, ExitCodes.Interrupted));
        terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, ExitCodes.Terminated));
    }

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => source.Token;

    /// <summary>The exit code that tells the signal; null before one came.</summary>
    public int? ExitCode => code == 0 ? null : code;

    public void Dispose()
    {
        interrupt.Dispose();
        terminate.Dispose();
        source.Dispose();
    }

    private void Stop(PosixSignalContext signal, int exitCode)
    {
        // The second signal of an impatient user ends the process as it would without us.
        signal.Cancel = code == 0;
        code = exitCode;
        source.Cancel();
    }
}
