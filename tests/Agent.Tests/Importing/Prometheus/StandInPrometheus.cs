using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bellwether.Agent.Tests.Importing.Prometheus;

/// <summary>A listener that answers each request with the next of some answers, the last one for ever.</summary>
internal sealed class StandInPrometheus : IAsyncDisposable
{
    /// <summary>A status that is never answered.</summary>
    public const int Silence = 0;

    private readonly List<TcpClient> _clients = [];
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly (int Status, string Body)[] _answers;
    private readonly Task _serving;

    public StandInPrometheus(params (int Status, string Body)[] answers)
    {
        _answers = answers;
        _listener.Start();
        _serving = ServeAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/prom/");

    /// <summary>Bodies of the requests so far.</summary>
    public List<string> Heard { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _serving;
        _clients.ForEach(client => client.Dispose());
        _stopping.Dispose();
        _listener.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stopping.Token);
                _clients.Add(client);
                var answer = _answers[Math.Min(Heard.Count, _answers.Length - 1)];
                Heard.Add(await ReadAsync(client.GetStream()));
                if (answer.Status == Silence) continue;
                var body = Encoding.UTF8.GetBytes(answer.Body);
                var head = $"HTTP/1.1 {answer.Status} x\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), _stopping.Token);
                await client.GetStream().WriteAsync(body, _stopping.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or IOException)
            {
                // The test is over, or its client went away: the next request tells.
            }
        }
    }

    private async Task<string> ReadAsync(NetworkStream stream)
    {
        var buffer = new byte[16_384];
        var text = "";
        while (true)
        {
            var read = await stream.ReadAsync(buffer, _stopping.Token);
            text += Encoding.ASCII.GetString(buffer, 0, read);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (read == 0) return text;
            if (end < 0) continue;
            var at = text.IndexOf("Content-Length: ", StringComparison.Ordinal) + 16;
            var length = int.Parse(text[at..text.IndexOf('\r', at)], System.Globalization.CultureInfo.InvariantCulture);
            if (text.Length >= end + 4 + length) return Uri.UnescapeDataString(text[(end + 4)..]);
        }
    }
}
