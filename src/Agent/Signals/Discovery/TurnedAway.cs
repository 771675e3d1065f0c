using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Answers that turn somebody away, each a share of all requests: a deployment that breaks logging in, rights
/// or limits is no error of the server, and shows there. Named as an access log names them.</summary>
internal static class TurnedAway
{
    /// <summary>In the order in which they are told.</summary>
    public static IReadOnlyList<(string Name, int Code)> All { get; } =
        [("unauthorized", 401), ("forbidden", 403), ("throttled", 429)];

    private static readonly (string Name, SignalWords Words)[] s_words =
        [.. All.Select(one => (one.Name, new SignalWords { Did = $"were answered {one.Code}" }))];

    /// <summary>How sentences tell of a probe's signal of that name; null for any other.</summary>
    /// <param name="signal">In full: <c>app.unauthorized</c>.</param>
    public static SignalWords? WordsOf(string signal)
    {
        var name = signal[(signal.LastIndexOf('.') + 1)..];
        foreach (var (called, words) in s_words)
            if (called == name && name.Length < signal.Length)
                return words;
        return null;
    }

    /// <summary>Whether the values of a label are status codes of HTTP, and not their classes (<c>4xx</c>, <c>4</c>),
    /// the codes of gRPC, or words. One without an answer (<c>0</c>, <c>unknown</c>) may be among them.</summary>
    public static bool AreCodes(IEnumerable<string?> values)
    {
        var any = false;
        foreach (var value in values)
            if (IsCode(value)) any = true;
            else if (IsClass(value)) return false;
        return any;
    }

    private static bool IsCode(string? value) => value is [>= '1' and <= '5', var tens, var ones]
        && char.IsAsciiDigit(tens) && char.IsAsciiDigit(ones);

    private static bool IsClass(string? value) => value is [>= '1' and <= '5'] or [>= '1' and <= '5', 'x' or 'X', ..];
}
