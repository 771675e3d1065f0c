using System.CommandLine;

namespace Bellwether.Agent.Commands.Local;

/// <summary>Options and arguments of the commands that ask no agent.</summary>
internal static class LocalOptions
{
    public static Argument<Uri> Page() => new("url")
    {
        Description = "The service's metrics page, such as http://127.0.0.1:8080/metrics",
        CustomParser = result => SharedOptions.ReadText(result, ParseHttp, "it takes an http or https address"),
    };

    public static Option<Uri?> Http(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "url",
        CustomParser = result => SharedOptions.ReadText(result, ParseHttp, "it takes an http or https address"),
    };

    public static Option<string?> Config(string description) => new("--config")
    {
        Description = description,
        HelpName = "file",
    };

    /// <summary>Whether an option stands on the line itself.</summary>
    public static bool WasGiven(this Option option, ParseResult words) =>
        words.GetResult(option) is { Implicit: false };

    public static Option<string?> StateFolder() => new("--state")
    {
        Description = "Folder of the journal; default /var/lib/bellwether, else ~/.local/state/bellwether",
        HelpName = "folder",
    };

    private static Uri? ParseHttp(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : null;
}
