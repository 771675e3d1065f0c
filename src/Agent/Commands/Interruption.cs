using System.Runtime.InteropServices;

namespace Bellwether.Agent.Commands;

/// <summary>Turns SIGINT and SIGTERM into a cancellation, and remembers which it was.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private volatile int _code;

    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(signal, ExitCodes.Interrupted));
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, ExitCodes.Terminated));
    }

    /// <summary>Cancelled at the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code that tells the signal; null before one came.</summary>
    public int? ExitCode => _code == 0 ? null : _code;

    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext signal, int exitCode)
    {
        // The second signal of an impatient user ends the process as it would without us.
        signal.Cancel = _code == 0;
        _code = exitCode;
        _source.Cancel();
    }
}
