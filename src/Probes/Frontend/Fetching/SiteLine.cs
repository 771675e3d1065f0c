using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Http;

namespace Bellwether.Probes.Frontend.Fetching;

/// <summary>The connections of one look: kept between its requests as a browser would, and gone with it.</summary>
/// <remarks>A connection that outlives its look would stay with the old version behind a load balancer.</remarks>
internal sealed class SiteLine : IDisposable
{
    /// <summary>Most connections to one host at a time.</summary>
    public const int MostConnections = 4;

    /// <summary>Most redirects followed for one request.</summary>
    public const int MostRedirects = 3;

    private readonly SiteBounds _bounds;
    private readonly HttpMessageInvoker _line;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, Task<IReadOnlyList<IPAddress>>> _addresses = new();
    private readonly ConcurrentQueue<SentRequest> _sent = new();
    private readonly ByteBudget _budget;
    private readonly CancellationToken _stopping;

    /// <param name="bounds">Where it may go, and how much it may read.</param>
    /// <param name="context">Clock and guard.</param>
    /// <param name="stopping">The agent's own end.</param>
    public SiteLine(SiteBounds bounds, ProbeContext context, CancellationToken stopping)
    {
        (_bounds, _time, _stopping) = (bounds, context.Time, stopping);
        _budget = new(bounds.MostBytes);
        var handler = OutgoingHttp.Handler((target, cancel) => ConnectAsync(target, context.Guard, cancel));
        // Browsers ask for packed bytes, and it is those that may be broken.
        handler.AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Brotli;
        handler.MaxConnectionsPerServer = MostConnections;
        handler.MaxResponseHeadersLength = 64;
        _line = new(handler);
    }

    /// <summary>Looks the host of a page up before anything else, so that our resolver's trouble is told from the
    /// page's.</summary>
    /// <exception cref="ResolverException">No address was had, or not in time.</exception>
    public async Task PrepareAsync(Uri url, CancellationToken patience) => _addresses[url.IdnHost] =
        Task.FromResult(await Dialer.ResolveAsync(url.IdnHost, patience, _stopping).ConfigureAwait(false));

    /// <summary>The requests made so far.</summary>
    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    /// <summary>Fetches one thing, following redirects as far as they are allowed.</summary>
    /// <exception cref="RedirectRefusedException">It is, or leads, elsewhere.</exception>
    /// <exception cref="SilentAnswerException">The request's own patience was over before a byte came.</exception>
    /// <exception cref="SlowBodyException">The time was over while the body came.</exception>
    /// <exception cref="HttpRequestException">It broke.</exception>
    /// <exception cref="IOException">Likewise.</exception>
    public async Task<FetchedAnswer> FetchAsync(FetchRequest request, CancellationToken cancel)
    {
        var url = request.Url;
        if (!_bounds.Holds(url))
            throw new RedirectRefusedException($"at {SiteOrigin.Written(url)}, which origins does not name");
        for (var redirects = 0; ; redirects++)
        {
            var (answer, next) = await AskAsync(request, url, cancel).ConfigureAwait(false);
            if (next is null) return answer;
            if (redirects == MostRedirects)
                throw new RedirectRefusedException($"redirected more than {MostRedirects} times");
            if (!_bounds.Holds(next))
                throw new RedirectRefusedException(
                    $"redirected to {SiteOrigin.Written(next)}, which origins does not name");
            url = next;
        }
    }

    public void Dispose() => _line.Dispose();

    private async Task<(FetchedAnswer Answer, Uri? Next)> AskAsync(
        FetchRequest request, Uri url, CancellationToken cancel)
    {
        using var message = Message(request, url);
        using var patience = new CancellationTokenSource(request.Patience ?? Timeout.InfiniteTimeSpan, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, patience.Token);
        var start = _time.GetTimestamp();
        int? status = null;
        var wasSent = true;
        try
        {
            using var response = await _line.SendAsync(message, either.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            var answer = new FetchedAnswer
            {
                Status = status.Value,
                Url = url,
                Headers = AnswerHeaders.Of(response),
                WantedHeader = request.WantedHeader is { } wanted ? AnswerHeaders.First(response, wanted) : null,
            };
            if (status is 301 or 302 or 303 or 307 or 308 && Next(response, url) is { } next) return (answer, next);
            if (status == 304 && request.Known is { } known)
                // The headers of now, the bytes of then.
                return (known with { Status = 200, Headers = Refreshed(known.Headers, answer.Headers) }, null);
            if (request.HeadOnly || request.LeavesBody || status is not 200) return (answer, null);
            var body = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
            return (await BodyHash.ReadAsync(body, answer, request, _budget, cancel).ConfigureAwait(false), null);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException
            && status is null && patience.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new SilentAnswerException(_time.GetElapsedTime(start), e);
        }
        catch (OperationCanceledException e) when (status is not null)
        {
            throw new SlowBodyException(e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError)
        {
            wasSent = false;
            throw;
        }
        finally
        {
            if (wasSent)
                _sent.Enqueue(new(SiteOrigin.Of(url), url.AbsolutePath, status, _time.GetElapsedTime(start)));
        }
    }

    private HttpRequestMessage Message(FetchRequest request, Uri url)
    {
        var message = new HttpRequestMessage(request.HeadOnly ? HttpMethod.Head : HttpMethod.Get, url);
        var headers = message.Headers;
        headers.TryAddWithoutValidation("User-Agent", HttpProbe.UserAgent);
        headers.TryAddWithoutValidation("Accept", request.Accept);
        if (request.Origin is not null) headers.TryAddWithoutValidation("Origin", request.Origin);
        if (request.Known is { Headers: { } known } && request.Known.Url == url)
        {
            if (known.Tag is not null) headers.TryAddWithoutValidation("If-None-Match", known.Tag);
            else if (known.Modified is not null) headers.TryAddWithoutValidation("If-Modified-Since", known.Modified);
        }

        if (_bounds.IsHome(url))
            foreach (var (name, value) in _bounds.Headers)
                headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private static Uri? Next(HttpResponseMessage response, Uri url) =>
        response.Headers.Location is { } location && Uri.TryCreate(url, location, out var next)
            && next.Scheme is "http" or "https"
            ? next : null;

    private static AnswerHeaders Refreshed(AnswerHeaders then, AnswerHeaders now) => now with
    {
        Type = now.Type.Length > 0 ? now.Type : then.Type,
        NoSniff = now.NoSniff || then.NoSniff,
        Tag = now.Tag ?? then.Tag,
        Modified = now.Modified ?? then.Modified,
        AllowOrigin = now.AllowOrigin ?? then.AllowOrigin,
        Fresh = now.Fresh ?? then.Fresh,
    };

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint target, AddressGuard guard, CancellationToken cancel)
    {
        var addresses = await _addresses
            .GetOrAdd(target.Host, host => Dialer.ResolveAsync(host, cancel, _stopping).AsTask()).ConfigureAwait(false);
        var socket = await Dialer.ConnectAsync(addresses, target.Port, guard, cancel).ConfigureAwait(false);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
