using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Probes.Tests.Http;

/// <summary>A service that people log in to, by a cookie and a token at once.</summary>
internal sealed class ShopOfUsers : IAsyncDisposable
{
    private WebApplication _web;
    private readonly ConcurrentQueue<string> _heard = new();
    private readonly ConcurrentQueue<string> _echoes = new();

    private ShopOfUsers(string password)
    {
        Password = password;
        _web = Make(0);
    }

    public IReadOnlyList<string> Heard => [.. _heard];

    /// <summary>Cookies and headers of the probe that a foreign host was sent.</summary>
    public IReadOnlyList<string> Echoes => [.. _echoes];

    public int OrdersStatus { get; set; } = 200;

    public string Password { get; set; }

    public string Version { get; set; } = "7.1";

    public string Token { get; set; } = "t0ken-of-this-look";

    public string TokenName { get; set; } = "token";

    public int Sessions { get; private set; }

    public int FreshLogins { get; private set; }

    public Uri Address { get; private set; } = null!;

    public static async Task<ShopOfUsers> StartAsync(string password)
    {
        var shop = new ShopOfUsers(password);
        await shop._web.StartAsync();
        shop.Address = new(shop._web.Urls.First());
        return shop;
    }

    public ValueTask StopAsync() => _web.DisposeAsync();

    public Task ResumeAsync()
    {
        _web = Make(Address.Port);
        return _web.StartAsync();
    }

    public async ValueTask DisposeAsync() => await _web.DisposeAsync();

    private WebApplication Make(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.Services.AddRoutingCore();
        var web = builder.Build();
        web.Run(AnswerAsync);
        return web;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var (request, answer) = (context.Request, context.Response);
        answer.Headers["X-App-Version"] = Version;
        var path = request.Path.ToUriComponent();
        answer.StatusCode = path switch
        {
            "/login" => await LogInAsync(context),
            "/logout" => await LogOutAsync(context),
            "/away" => 302,
            "/echo" => 200,
            _ => IsKnown(request) && request.Headers.Authorization == $"Bearer {Token}" ? OrdersStatus : 401,
        };
        if (path == "/away") answer.Headers.Location = "/login";
        _heard.Enqueue($"{request.Method} {path} {answer.StatusCode}");
        if (path == "/login" && answer.StatusCode == 200)
            await answer.WriteAsJsonAsync(new Dictionary<string, object>
            {
                [TokenName] = Token,
                ["user"] = new { name = "probe", age = 42, tags = new[] { "a", "b" } },
            });
        if (path != "/echo") return;
        _echoes.Enqueue(request.Headers.Cookie + request.Headers["X-Probe"]);
        await request.Body.CopyToAsync(answer.Body);
    }

    private async Task<int> LogInAsync(HttpContext context)
    {
        if (!IsKnown(context.Request)) FreshLogins++;
        var sent = await JsonSerializer.DeserializeAsync<Dictionary<string, string>>(context.Request.Body);
        if (sent?["password"] != Password || context.Request.Headers["X-Probe"] != "yes") return 401;
        Sessions++;
        context.Response.Headers.SetCookie = new(["session=s1; Path=/; HttpOnly", "=; Path"]);
        context.Response.Headers["X-Place"] = "a/b c";
        return 200;
    }

    private async Task<int> LogOutAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        if (form["token"] != Token || !IsKnown(context.Request)) return 401;
        Sessions--;
        return 204;
    }

    private static bool IsKnown(HttpRequest request) => request.Headers.Cookie == "session=s1";
}
