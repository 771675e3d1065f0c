using System.Net;
using Bellwether.Testing.Kill;

namespace Bellwether.Benchmarks.Recording.Loads;

/// <summary>Customers of the shop.</summary>
internal sealed class HttpLoad(Uri shop, Dice dice, TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private const int ProductsVisited = 200;

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
    });

    public async Task<Answer> MakeAsync()
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(shop, Page()));
        try
        {
            using var answer = await _client.SendAsync(request, patience.Token);
            await answer.Content.CopyToAsync(Stream.Null, patience.Token);
            return answer.StatusCode < HttpStatusCode.InternalServerError ? Answer.Good : Answer.Failed;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            return Answer.None;
        }
    }

    public void Dispose() => _client.Dispose();

    private string Page() => dice.Share() switch
    {
        < 0.30 => "/",
        < 0.80 => $"/products/{1 + dice.Below(ProductsVisited)}",
        < 0.95 => "/cart",
        _ => "/checkout",
    };
}
