using System.CommandLine;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Commands.People;

/// <summary>What <c>mask</c> takes.</summary>
internal sealed class MaskOptions
{
    private readonly Option<string> service = SharedOptions.Service();
    private readonly Option<string> environment = SharedOptions.Environment();
    private readonly Option<MaskKind?> kind = Choices.Option(
        "--kind", "What it was", standard: null, Enum.GetValues<MaskKind>());
    private readonly Option<DateTimeOffset?> from = SharedOptions.Instant(
        "--from", "First instant masked; default now");

    private readonly Option<DateTimeOffset?> to = SharedOptions.Instant("--to", "First instant no longer masked");
    private readonly Option<TimeSpan?> length = SharedOptions.Duration(
        "--for", "How long from --from on, in place of --to");

    private readonly Option<string> reason = SharedOptions.Reason("What happened");
    private readonly Option<string?> actor = SharedOptions.Actor();

    public void AddTo(Verb verb)
    {
        kind.Required = true;
        Option[] all = [service, environment, kind, from, to, length, reason, actor];
        foreach (var option in all) verb.Options.Add(option);
    }

    /// <exception cref="CommandFailedException">The end is missing, given twice, or not after the
    /// beginning.</exception>
    public SignalsMasked Read(ParseResult words, DateTimeOffset now)
    {
        var start = words.GetValue(from) ?? now;
        var end = (words.GetValue(to), words.GetValue(length)) switch
        {
            ({ } instant, null) => instant,
            (null, { } duration) => start + duration,
            _ => throw new CommandFailedException("mask takes either --to or --for"),
        };
        if (end <= start) throw new CommandFailedException("--to must be after --from");
        return new()
        {
            Service = words.GetRequiredValue(service),
            Environment = words.GetRequiredValue(environment),
            Kind = words.GetValue(kind) ?? MaskKind.Incident,
            From = start,
            To = end,
            Reason = words.GetRequiredValue(reason),
            Actor = Actors.Named(words.GetValue(actor)),
        };
    }
}
