namespace Bellwether.Integration.Tests.Vitals;

/// <summary>What a version of the shop's page is like.</summary>
internal sealed record ShopPage
{
    /// <summary>A page that is drawn at once, moves a little when its banner comes, and takes its time for a
    /// click.</summary>
    public static readonly ShopPage Well = new()
    {
        Script = """
            document.querySelector('#buy').addEventListener('click', () => {
              const until = performance.now() + 90;
              while (performance.now() < until);
              document.querySelector('h1').textContent = 'Bought';
            });
            let banner = Object.assign(document.createElement('div'), { className: 'banner' });
            new PerformanceObserver(() => document.body.prepend(banner)).observe({ type: 'paint', buffered: true });
            """,
    };

    /// <summary>The shop's own script, run once the page is read.</summary>
    public required string Script { get; init; }

    /// <summary>Whether that script is there at all.</summary>
    public bool HasScript { get; init; } = true;

    /// <summary>How long the server thinks before it answers.</summary>
    public TimeSpan Thinking { get; init; }

    /// <summary>How long the style takes to come, without which nothing is drawn.</summary>
    public TimeSpan Styling { get; init; }

    /// <summary>Where the page tells of itself; null for the shop's own address.</summary>
    public Uri? TellsTo { get; init; }

    public string Html
    {
        get
        {
            var tag = TellsTo is null ? VitalsPage.Tag
                : VitalsPage.Tag.Replace("\"/v1", $"\"{TellsTo.GetLeftPart(UriPartial.Authority)}/v1",
                    StringComparison.Ordinal);
            return $"""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <title>Shop</title>
                {tag}
                <link rel="stylesheet" href="/shop.css">
                <script src="/shop.js" defer></script>
                </head>
                <body><h1>Ten things that everybody needs</h1><p>Said everybody.</p><button id="buy">Buy</button></body>
                </html>
                """;
        }
    }
}
