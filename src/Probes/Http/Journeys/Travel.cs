using System.Net;

namespace Bellwether.Probes.Http.Journeys;

/// <summary>What a look carries from step to step.</summary>
internal sealed class Travel
{
    /// <summary>Most cookies of one look; further ones push the oldest out.</summary>
    private const int MostCookies = 64;

    private readonly List<Reading> _steps = [];
    private readonly List<SentRequest> _sent = [];

    public Variables Values { get; } = new();

    public CookieContainer Cookies { get; } = new(MostCookies, MostCookies, CookieContainer.DefaultCookieLengthLimit);

    /// <summary>Times of the good steps, in their order.</summary>
    public IReadOnlyList<Reading> Steps => _steps;

    public IReadOnlyList<SentRequest> Sent => _sent;

    /// <summary>Version of the first answer that names one; null for none.</summary>
    public Sighting? Sighting { get; private set; }

    /// <summary>Takes out of the answer of a step what later ones need.</summary>
    /// <returns>The look of the step.</returns>
    public Look Take(HttpStepOptions step, Uri address, HttpOutcome outcome, HttpVersion version)
    {
        if (outcome.Sent is { } sent) _sent.Add(sent);
        Sighting ??= version.In(outcome);
        Keep(address, outcome);
        if (outcome.Look is not { Reachability: Reachability.Good, NoData: null }) return outcome.Look;
        foreach (var take in step.Take)
        {
            var value = take.Header is { } header ? outcome.Header(header)
                : outcome.Body is { } body ? JsonPath.Find(body.Bytes, take.Json!) : null;
            if (!Values.Take(take.Name, value))
                return Look.Bad("not-taken", $"the answer has no {take.Header ?? take.Json}");
        }

        _steps.Add(Reading.Latency(Journey.ReadingOf(step.Name), outcome.Took));
        return outcome.Look;
    }

    private void Keep(Uri address, HttpOutcome outcome)
    {
        if (outcome.Response?.Headers.NonValidated.TryGetValues("Set-Cookie", out var cookies) is not true) return;
        foreach (var cookie in cookies)
            try
            {
                Cookies.SetCookies(address, cookie);
            }
            catch (CookieException)
            {
                // A browser leaves out what is no cookie for the address.
            }
    }
}
