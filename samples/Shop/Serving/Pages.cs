using System.Globalization;

namespace Shop.Serving;

/// <summary>The HTML of the shop: small, and the same for everybody.</summary>
internal static class Pages
{
    public const int Products = 1000;

    private static readonly string[] s_goods = ["Teapot", "Kettle", "Cup", "Saucer", "Strainer", "Tea cosy", "Spoon"];

    public static string Home { get; } = Page(
        "Welcome",
        string.Concat(Enumerable.Range(1, 12).Select(id => $"<li><a href=\"/products/{id}\">{Name(id)}</a></li>\n")));

    public static string Cart { get; } = Page(
        "Your cart", "<p>1 × Teapot</p><form method=\"post\" action=\"/checkout\"></form>");

    public static string Checkout { get; } = Page("Thank you", "<p>Your order is on its way.</p>");

    /// <summary>Null where the shop has no such product.</summary>
    public static string? Product(string? id) =>
        int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number is >= 1 and <= Products
            ? Page(Name(number), $"<p>{9 + number % 40}.90</p><button>Add to cart</button>")
            : null;

    public static string Error { get; } = Page("Sorry", "<p>Something went wrong.</p>");

    private static string Name(int id) => $"{s_goods[id % s_goods.Length]} no. {id}";

    private static string Page(string title, string body) =>
        $"<!doctype html>\n<html><head><title>{title} - Shop</title></head>\n"
        + $"<body><h1>{title}</h1>\n{body}\n</body></html>\n";
}
