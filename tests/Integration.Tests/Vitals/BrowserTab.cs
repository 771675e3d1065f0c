using System.Text.Json;

namespace Bellwether.Integration.Tests.Vitals;

/// <summary>A tab of the browser: what somebody does who views a page.</summary>
internal sealed class BrowserTab(Browser browser, string target, string session)
{
    /// <summary>Goes to a page; it need not be drawn yet.</summary>
    public async Task GoAsync(Uri page)
    {
        var gone = await browser.AskAsync("Page.navigate", new { url = page.AbsoluteUri }, session);
        Assert.False(gone.TryGetProperty("errorText", out var why), $"{page}: {why}");
    }

    /// <summary>Waits until the page is there with all its scripts, and drawn.</summary>
    public async Task DrawnAsync()
    {
        await EvaluateAsync("""
            new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))
            """);
        await MeasuredAsync("largest-contentful-paint");
    }

    /// <summary>Waits until the browser has measured something of that kind.</summary>
    /// <param name="type">The kind of entry.</param>
    /// <param name="name">Its name; empty where any does.</param>
    public Task MeasuredAsync(string type, string name = "") => EvaluateAsync($$"""
        new Promise(done => new PerformanceObserver(
          list => list.getEntries().some(entry => entry.name.startsWith('{{name}}')) && done()
        ).observe({ type: '{{type}}', buffered: true, durationThreshold: 40 }))
        """);

    /// <summary>Clicks as a person does: with the mouse, where it is seen.</summary>
    public async Task ClickAsync(string selector)
    {
        var at = (await EvaluateAsync($$"""
            (({ left, top, width, height }) => [left + width / 2, top + height / 2])(
              document.querySelector('{{selector}}').getBoundingClientRect())
            """)).EnumerateArray().Select(place => place.GetDouble()).ToList();
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
            await browser.AskAsync("Input.dispatchMouseEvent",
                new { type, x = at[0], y = at[1], button = "left", clickCount = 1 }, session);
    }

    /// <summary>Goes elsewhere.</summary>
    public Task LeaveAsync() => GoAsync(new("about:blank"));

    public Task CloseAsync() => browser.AskAsync("Target.closeTarget", new { targetId = target });

    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        var answer = await browser.AskAsync("Runtime.evaluate",
            new { expression, awaitPromise = true, returnByValue = true }, session);
        Assert.False(answer.TryGetProperty("exceptionDetails", out var why), $"{expression}: {why}");
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }
}
