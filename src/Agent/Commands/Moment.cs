using System.CommandLine;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands;

/// <summary>A moment as people say it: an instant, or how long ago.</summary>
internal sealed record Moment(string Text)
{
    public const string Hint = "write it as 2026-01-31T12:00:00Z, or as 14d for fourteen days ago";

    public static Option<Moment?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "moment",
        CustomParser = result => SharedOptions.ReadText(result, Parse, Hint),
    };

    /// <summary>When it is, UTC.</summary>
    public DateTimeOffset At(DateTimeOffset now) =>
        UtcInstant.TryParse(Text, out var instant) ? instant : now - Durations.Parse(Text)!.Value;

    private static Moment? Parse(string text) =>
        UtcInstant.TryParse(text, out _) || Durations.Parse(text) is not null ? new(text) : null;
}
