using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Docker;

/// <summary>The line to a container engine, over its socket. It asks, and changes nothing.</summary>
internal sealed class EngineLine : IDisposable
{
    /// <summary>Largest answer, in bytes: what is known of a container with thousands of variables.</summary>
    public const int MostBytes = 4 << 20;

    private readonly string _socket;
    private readonly HttpClient _client;

    public EngineLine(string socket)
    {
        _socket = socket;
        var handler = OutgoingHttp.Handler(async (_, cancel) => await ConnectAsync(cancel).ConfigureAwait(false));
        handler.MaxConnectionsPerServer = 1;
        _client = new HttpClient(handler)
        {
            BaseAddress = new Uri("http://engine/"),
            MaxResponseContentBufferSize = MostBytes,
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>What the engine says under a path; null where it knows nothing there.</summary>
    /// <exception cref="EngineException">There is no answer that can be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<JsonDocument?> GetAsync(string path, CancellationToken cancel)
    {
        try
        {
            using var response = await _client.GetAsync(new Uri(path, UriKind.Relative), cancel).ConfigureAwait(false);
            if (response.StatusCode is HttpStatusCode.NotFound) return null;
            if (response.StatusCode is not HttpStatusCode.OK)
                throw new EngineException($"the engine at {_socket} answered {(int)response.StatusCode}");
            var body = await response.Content.ReadAsByteArrayAsync(cancel).ConfigureAwait(false);
            var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind is JsonValueKind.Object ? document
                : throw new EngineException($"the engine at {_socket} answered no object");
        }
        catch (JsonException e)
        {
            throw new EngineException($"the engine at {_socket} answered no JSON", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            cancel.ThrowIfCancellationRequested();
            throw new EngineException($"the engine at {_socket} cannot be asked: {Words(e.GetBaseException())}", e);
        }
    }

    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket), cancel).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static string Words(Exception e) => e is SocketException socket
        ? socket.SocketErrorCode is SocketError.AccessDenied
            ? "the agent may not open the socket" : $"{socket.SocketErrorCode}"
        : e.Message;
}
