using System.CommandLine;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Commands.People;

/// <summary>What <c>mask</c> takes.</summary>
internal sealed class MaskOptions
{
    private readonly Option<string> _service = SharedOptions.Service();
    private readonly Option<string> _environment = SharedOptions.Environment();
    private readonly Option<MaskKind?> _kind = Choices.Option(
        "--kind", "What it was", standard: null, Enum.GetValues<MaskKind>());
    private readonly Option<DateTimeOffset?> _from = SharedOptions.Instant(
        "--from", "First instant masked; default now");

    private readonly Option<DateTimeOffset?> _to = SharedOptions.Instant("--to", "First instant no longer masked");
    private readonly Option<TimeSpan?> _length = SharedOptions.Duration(
        "--for", "How long from --from on, in place of --to");

    private readonly Option<string> _reason = SharedOptions.Reason("What happened");
    private readonly Option<string?> _actor = SharedOptions.Actor();

    public void AddTo(Verb verb)
    {
        _kind.Required = true;
        Option[] all = [_service, _environment, _kind, _from, _to, _length, _reason, _actor];
        foreach (var option in all) verb.Options.Add(option);
    }

    /// <exception cref="CommandFailedException">The end is missing, given twice, or not after the
    /// beginning.</exception>
    public SignalsMasked Read(ParseResult words, DateTimeOffset now)
    {
        var start = words.GetValue(_from) ?? now;
        var end = (words.GetValue(_to), words.GetValue(_length)) switch
        {
            ({ } instant, null) => instant,
            (null, { } duration) => start + duration,
            _ => throw new CommandFailedException("mask takes either --to or --for"),
        };
        if (end <= start) throw new CommandFailedException("--to must be after --from");
        return new()
        {
            Service = words.GetRequiredValue(_service),
            Environment = words.GetRequiredValue(_environment),
            Kind = words.GetValue(_kind) ?? MaskKind.Incident,
            From = start,
            To = end,
            Reason = words.GetRequiredValue(_reason),
            Actor = Actors.Named(words.GetValue(_actor)),
        };
    }
}
