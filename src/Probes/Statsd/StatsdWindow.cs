using System.Net;
using System.Net.Sockets;
using System.Text;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Receiving;

namespace Bellwether.Probes.Statsd;

/// <summary>What was sent to one port.</summary>
public sealed class StatsdWindow : IWindow
{
    private readonly StatsdBook _book = new();
    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private StatsdProbeOptions _options;
    private byte[] _prefix;
    private DatagramPort? _port;
    private Task _receiving = Task.CompletedTask;
    private string? _trouble;
    private DateTimeOffset? _sentAt;
    private int _told;
    private bool _isClosed;

    public StatsdWindow(StatsdProbeOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        (_options, _time, _prefix) = (options, time, Encoding.UTF8.GetBytes(options.Prefix));
        ReceivingMeter.Begin(Door);
        lock (_gate) Listen();
    }

    /// <summary>Never raised: who sends is not told apart.</summary>
    public event Action? Changed
    {
        add { }
        remove { }
    }

    public bool FollowsInstances => false;

    public IReadOnlyList<string> Instances => [];

    /// <summary>Lines taken so far.</summary>
    public int Taken
    {
        get
        {
            lock (_gate) return _book.Taken;
        }
    }

    private const string Door = "statsd";

    /// <summary>From now on these options hold; where they name another port, that is listened on.</summary>
    public void Use(StatsdProbeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (_gate)
        {
            var moved = options.Listen != _options.Listen;
            (_options, _prefix) = (options, Encoding.UTF8.GetBytes(options.Prefix));
            if (!moved) return;
            _port?.Dispose();
            _port = null;
            Listen();
        }
    }

    public IProbe ProbeOf(string? instance) => new StatsdProbe(this);

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            // A look that is still under way must not open it again.
            _isClosed = true;
            _port?.Dispose();
            _port = null;
        }

        await _receiving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    internal Look Look()
    {
        lock (_gate)
        {
            // Whoever had the port may have left it since.
            if (_port is null) Listen();
            if (_port is null) return Probes.Look.Missing("no-socket", _trouble);
            var now = _time.GetUtcNow();
            if (_sentAt is null || now - _sentAt > _options.SilentAfter)
                return Probes.Look.Missing("silent", _sentAt is null
                    ? $"nothing was sent to {_options.Listen} yet{Unread()}"
                    : $"nothing was sent for {(now - _sentAt.Value).TotalSeconds:0} s");
            return Probes.Look.Good(_book.Page(now - _options.SilentAfter)) with { Detail = Complaint() };
        }
    }

    private string? Complaint()
    {
        var (now, before) = (_book.Malformed + _book.Dropped, _told);
        _told = now;
        return now == before ? null : $"{_book.Malformed} lines could not be read so far, and for {_book.Dropped} "
            + "there was no room, or their name is of another type already";
    }

    private string Unread() => _book.Malformed == 0 ? "" : $" but {_book.Malformed} lines that could not be read";

    /// <summary>Opens the port, or says why not: another program may have it, and that ends no agent.</summary>
    private void Listen()
    {
        if (_isClosed) return;
        try
        {
            var port = _port = new DatagramPort(_options.End);
            // Not under the lock: it may find one datagram after the other there.
            _receiving = Task.Run(() => ReceiveAsync(port));
        }
        catch (SocketException e)
        {
            _trouble = $"{_options.Listen} cannot be listened on: {e.SocketErrorCode}";
        }
    }

    private async Task ReceiveAsync(DatagramPort port)
    {
        try
        {
            while (true)
            {
                var (bytes, from) = await port.ReceiveAsync(CancellationToken.None).ConfigureAwait(false);
                Take(bytes.Span, from);
            }
        }
        catch (OperationCanceledException)
        {
            // The port was closed.
        }
    }

    private void Take(ReadOnlySpan<byte> datagram, IPAddress from)
    {
        lock (_gate)
        {
            if (!MaySend(from)) return;
            var (taken, not) = (_book.Taken, _book.Malformed + _book.Dropped);
            var now = _time.GetUtcNow();
            _book.Take(datagram, _prefix, _options.MostReadings, now);
            if (_book.Taken > taken) _sentAt = now;
            ReceivingMeter.Took(Door, _book.Taken - taken, _book.Malformed + _book.Dropped - not);
        }
    }

    private bool MaySend(IPAddress from)
    {
        if (from.IsIPv4MappedToIPv6) from = from.MapToIPv4();
        return _options.Senders.Count == 0
            ? IPAddress.IsLoopback(from) : _options.Senders.Any(range => range.Contains(from));
    }
}
