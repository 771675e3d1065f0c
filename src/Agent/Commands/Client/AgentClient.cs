using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Bellwether.Agent.Commands.Client;

/// <summary>Asks an agent over HTTP, tries again while none answers, and says in words why it could not.</summary>
/// <remarks>For one caller at a time.</remarks>
internal sealed class AgentClient : IDisposable
{
    /// <summary>Longest answer that is read; a deployment with its evidence is far smaller.</summary>
    public const int MaxAnswerBytes = 16 * 1024 * 1024;

    /// <summary>Longest wait for an answer that the agent has at hand.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Silence after which a person is told what is being waited for.</summary>
    public static readonly TimeSpan SilenceLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly HttpClient _http;
    private readonly TimeSpan _retry;
    private readonly Terminal _terminal;

    public AgentClient(Uri address, ClientAccess access, TimeSpan retry, Terminal terminal)
    {
        Address = address;
        _retry = retry;
        _terminal = terminal;
        // Straight to the agent: a proxy would answer for it, and a redirect leads to something else.
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            SslOptions = access.Tls(),
        };
        _http = new HttpClient(handler)
        {
            BaseAddress = address,
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        if (access.Token is { } token) _http.DefaultRequestHeaders.Authorization = new("Bearer", token);
    }

    public Uri Address { get; }

    public void Dispose() => _http.Dispose();

    /// <summary>Asks until there is an answer.</summary>
    /// <exception cref="CommandFailedException">No agent answers, or it refuses.</exception>
    public async Task<Reply<T>> AskAsync<T>(Question question, JsonTypeInfo<T> form, CancellationToken stopping)
    {
        long? troubledSince = null;
        var told = false;
        for (var pause = FirstPause; ; pause = Longer(pause))
        {
            var attempt = await TryAsync(question, stopping);
            if (attempt.Trouble is null) return Read(attempt, form);
            troubledSince ??= _terminal.Time.GetTimestamp();
            var troubled = _terminal.Time.GetElapsedTime(troubledSince.Value);
            var hopeless = attempt.MayHaveArrived && !question.Repeatable;
            if (hopeless || troubled + pause > _retry) throw Unreachable(attempt.Trouble);
            if (!told && troubled >= SilenceLimit)
            {
                told = true;
                await _terminal.Error.WriteLineAsync(
                    $"no answer from {Name} yet ({attempt.Trouble}); trying for {Durations.Format(_retry)}");
            }

            await Task.Delay(pause, _terminal.Time, stopping);
        }
    }

    private string Name => Address.GetLeftPart(UriPartial.Authority);

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private async Task<Attempt> TryAsync(Question question, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(question.Patience, _terminal.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            using var request = Request(question);
            using var response = await _http.SendAsync(request, either.Token);
            var attempt = new Attempt
            {
                Status = response.StatusCode,
                MediaType = response.Content.Headers.ContentType?.MediaType ?? "",
                Body = await response.Content.ReadAsByteArrayAsync(either.Token),
                MayHaveArrived = true,
            };
            return MayPass(response.StatusCode)
                ? attempt with { Trouble = Words("it answered", attempt) }
                : attempt;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new() { Trouble = $"no answer in {Durations.Format(question.Patience)}", MayHaveArrived = true };
        }
        catch (HttpRequestException e)
        {
            var never = e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError;
            return new() { Trouble = Trouble(e), MayHaveArrived = !never };
        }
    }

    private static string Trouble(HttpRequestException e) =>
        e.HttpRequestError is HttpRequestError.SecureConnectionError
            ? $"{e.GetBaseException().Message.TrimEnd('.')} (a private authority is given with --ca)"
            : e.Message;

    private static HttpRequestMessage Request(Question question)
    {
        var method = question.Body is null ? HttpMethod.Get : HttpMethod.Post;
        var request = new HttpRequestMessage(method, new Uri(question.Path, UriKind.Relative));
        if (question.Body is null) return request;
        request.Content = new ByteArrayContent(question.Body);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return request;
    }

    /// <summary>Whether the trouble may pass by itself: the agent is starting, busy, or broken for the
    /// moment.</summary>
    private static bool MayPass(HttpStatusCode status) =>
        (int)status >= 500 || status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;

    private Reply<T> Read<T>(Attempt attempt, JsonTypeInfo<T> form)
    {
        var status = (int)attempt.Status;
        if (status is >= 400 and < 500) throw new CommandFailedException(Words("the agent refuses:", attempt));
        if (status is < 200 or >= 300) throw Stranger($"it answered {status}");
        if (!attempt.IsJson) throw Stranger($"its answer is '{attempt.MediaType}', not JSON");
        try
        {
            var value = JsonSerializer.Deserialize(attempt.Body, form) ?? throw new JsonException("it is null");
            return new(value, Encoding.UTF8.GetString(attempt.Body));
        }
        catch (JsonException e)
        {
            throw Stranger($"its answer cannot be read: {e.Message}", e);
        }
    }

    private static string Words(string start, Attempt attempt)
    {
        var problem = attempt.IsJson ? ReadProblem(attempt.Body) : null;
        var parts = new[] { problem?.Title, problem?.Detail }.Where(part => !string.IsNullOrWhiteSpace(part)).ToArray();
        return parts.Length > 0
            ? $"{start} {string.Join(": ", parts)}"
            : $"{start} {(int)attempt.Status} {attempt.Status}";
    }

    private static Problem? ReadProblem(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, ClientJson.Default.Problem);
        }
        catch (JsonException)
        {
            // What came with the status is no problem that can be read; the status itself is shown instead.
            return null;
        }
    }

    private CommandFailedException Stranger(string why, Exception? inner = null) =>
        new($"what answers at {Name} is no Bellwether agent of this version: {why}", inner!)
        {
            ExitCode = ExitCodes.Unreachable,
        };

    private CommandFailedException Unreachable(string trouble) =>
        new($"no agent answers at {Name}: {trouble}. Is `bellwether run` running there? "
            + $"Another address is given with --agent or {AgentAddress.Variable}.")
        {
            ExitCode = ExitCodes.Unreachable,
        };
}
