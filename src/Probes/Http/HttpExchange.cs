using System.Net;

namespace Bellwether.Probes.Http;

/// <summary>Sends one request over a connection of its own and judges the answer.</summary>
internal sealed class HttpExchange(ProbeContext context) : IDisposable
{
    private readonly HttpMessageInvoker _line = HttpLine.Open();

    /// <summary>Asks, and disposes nothing of the answer.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="addresses">Where the host is.</param>
    /// <param name="patience">Ends the look, the agent's own end included.</param>
    /// <param name="stopping">The agent's own end.</param>
    public async ValueTask<HttpOutcome> AskAsync(
        HttpQuestion question, IReadOnlyList<IPAddress> addresses, CancellationToken patience,
        CancellationToken stopping)
    {
        using var request = Request(question);
        var call = HttpLine.Prepare(request, addresses, context.Guard, patience);
        var start = context.Time.GetTimestamp();
        HttpResponseMessage? response = null;
        HttpBody? body = null;
        Look look;
        var took = TimeSpan.Zero;
        var isShaken = true;
        try
        {
            response = await _line.SendAsync(request, patience).ConfigureAwait(false);
            if (question.Expect.StatusFault((int)response.StatusCode) is { } fault)
            {
                look = fault;
            }
            else
            {
                var stream = await response.Content.ReadAsStreamAsync(patience).ConfigureAwait(false);
                var keeps = question.KeepsBody || question.Expect.NeedsBody;
                body = await HttpBody.ReadAsync(stream, question.MaxBody, keeps, patience).ConfigureAwait(false);
                took = context.Time.GetElapsedTime(start);
                look = Judged(question, response, body);
            }
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            look = Patience.GivenUp(question.Patience, context.Time.GetElapsedTime(start));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            stopping.ThrowIfCancellationRequested();
            isShaken = !HttpTrouble.IsOfHandshake(e);
            look = patience.IsCancellationRequested
                ? Patience.GivenUp(question.Patience, context.Time.GetElapsedTime(start))
                : HttpTrouble.AsLook(e);
        }

        // A request that broke in the handshake, or had no connection at all, was never sent.
        var wasSent = call.Connected && isShaken;
        return new()
        {
            Look = look,
            Took = took,
            Response = response,
            Body = body,
            Sent = wasSent ? new(Origin(question.Url), question.Url.AbsolutePath, (int?)response?.StatusCode,
                context.Time.GetElapsedTime(start)) : null,
        };
    }

    public void Dispose() => _line.Dispose();

    /// <summary>Scheme, host and port, lower case, port always written.</summary>
    public static string Origin(Uri url) =>
        url.GetComponents(UriComponents.Scheme | UriComponents.HostAndPort, UriFormat.UriEscaped);

    private static Look Judged(HttpQuestion question, HttpResponseMessage response, HttpBody body) => body.TooLarge
        ? Look.WithoutReadings("too-large", $"the body is longer than max-body, {question.MaxBody} bytes")
        : question.Expect.Fault(response, body) ?? Look.Good();

    private static HttpRequestMessage Request(HttpQuestion question)
    {
        var request = new HttpRequestMessage(question.Method, question.Url) { Content = question.Content };
        request.Headers.TryAddWithoutValidation("User-Agent", HttpProbe.UserAgent);
        foreach (var (name, value) in question.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }
}
