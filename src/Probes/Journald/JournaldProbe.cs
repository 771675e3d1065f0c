using Bellwether.Probes.Logs;
using Bellwether.Probes.Logs.Files;
using Bellwether.Probes.Logs.Messages;
using Bellwether.Probes.Programs;

namespace Bellwether.Probes.Journald;

/// <summary>Reads what a unit wrote into the journal since the last look.</summary>
internal sealed class JournaldProbe : IProbe
{
    /// <summary>Entries of the past from which the usual errors are learned.</summary>
    private const int Past = 5000;

    /// <summary>A read of the past is not worth more memory than that.</summary>
    private const int LongestLine = 256 * 1024;

    private readonly JournaldProbeOptions _options;
    private readonly TimeProvider _time;
    private readonly SignatureSet? _signatures;
    private readonly MessageReader _reader;
    private readonly MessageLines _lines;
    private string? _cursor;
    private bool _wasEmpty;
    private int _past = Past;

    private JournaldProbe(JournaldProbeOptions options, SignatureSet? signatures, TimeProvider time)
    {
        (_options, _signatures, _time) = (options, signatures, time);
        _reader = new(Plain(options), signatures);
        _lines = new(Plain(options), _reader);
    }

    public static IReadOnlyList<TargetedProbe> Make(JournaldProbeOptions options, ProbeContext context)
    {
        var signatures = KnownErrors.Of(options.NewErrors
            ? new SignatureLimits { Learn = options.Learn, AtLeast = options.AtLeast, Every = options.Every } : null,
            context);
        return
        [
            new(options.Instance ?? Environment.MachineName, options.Group,
                new JournaldProbe(options, signatures, context.Time)),
        ];
    }

    public static IReadOnlyList<ProbeSignal> Signals(JournaldProbeOptions options) =>
        LogSignals.OfMessages(options.NewErrors);

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        try
        {
            return await ReadAsync(stopping).ConfigureAwait(false);
        }
        catch (ProgramException e)
        {
            return Look.Missing(e.Word, e.Message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_signatures is not null) await Task.Run(() => _signatures.Keep(atOnce: true)).ConfigureAwait(false);
    }

    private async Task<Look> ReadAsync(CancellationToken stopping)
    {
        var begins = _cursor is null && !_wasEmpty;
        // A journal that had nothing of the unit is read from its beginning once it has.
        var last = begins && _signatures is not { IsEmpty: true } ? 1 : _past;
        var command = JournalCommand.After(_options, _cursor, last);
        var end = await ProgramRun.RunAsync(command, _options.Patience, _time, stopping).ConfigureAwait(false);
        // A journal in which that much cannot be found in time teaches nothing.
        if (end.IsLate && begins) _past = 1;
        if (JournalCommand.Trouble(end, _options.Patience) is { } trouble) return trouble;
        if (begins) Begin(end);
        else Take(end, _lines);
        if (end.IsFull)
        {
            // What came after that is not known: the next look begins at the end again, and learns no more.
            (_cursor, _wasEmpty) = (null, false);
            if (begins) _past = 1;
            return _reader.End(_options.LookBytes);
        }

        if (_cursor is not null) return _reader.End(0);
        _wasEmpty = true;
        return Look.Missing("no-entries", $"the journal has nothing of {_options.Unit ?? _options.Identifier}");
    }

    /// <summary>What is there at the first look is the past: it teaches, and is not counted.</summary>
    private void Begin(ProgramEnd end)
    {
        var learns = _signatures is { IsEmpty: true };
        Take(end, learns ? new(Plain(_options), new PastMessages(_signatures!)) : null);
    }

    private void Take(ProgramEnd end, MessageLines? lines)
    {
        var taker = new Entries(lines);
        new LineCutter(LongestLine).Feed(end.Output, taker);
        _cursor = taker.Cursor ?? _cursor;
    }

    private static MessageOptions Plain(JournaldProbeOptions options) =>
        new(false, null, null, 4096, options.Group is TargetGroup.Control);

    private sealed class Entries(MessageLines? lines) : ILineTaker
    {
        private readonly JournalEntry _entry = new();

        public string? Cursor { get; private set; }

        public void Take(ReadOnlySpan<byte> line)
        {
            if (!_entry.TryRead(line)) return;
            Cursor = _entry.Cursor ?? Cursor;
            lines?.Take(_entry.Message, _entry.Severity);
        }
    }
}
