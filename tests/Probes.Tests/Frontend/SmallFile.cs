using System.Security.Cryptography;
using System.Text;

namespace Bellwether.Probes.Tests.Frontend;

internal sealed record SmallFile(byte[] Bytes, string? Type)
{
    public SmallFile(string text, string? type) : this(Encoding.UTF8.GetBytes(text), type)
    {
    }

    public int Status { get; init; } = 200;

    /// <summary>What is answered, without a type, to who asks for the head alone; null for the same.</summary>
    public int? HeadStatus { get; init; }

    public bool Hangs { get; init; }

    /// <summary>Time before the first byte.</summary>
    public TimeSpan After { get; init; }

    public Dictionary<string, string> Headers { get; init; } = [];

    public string Integrity => "sha384-" + Convert.ToBase64String(SHA384.HashData(Bytes));

    public static SmallFile Page(string html) => new(html, "text/html; charset=utf-8");

    public static SmallFile Script(string text = "go()") => new(text, "text/javascript");

    public static SmallFile Style(string text = "a{}") => new(text, "text/css");
}
