using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Http.Journeys;

/// <summary>Goes through the steps of a look: cookies and taken values are kept within it, and gone with it.</summary>
internal sealed class Journey(
    HttpProbeOptions options, Uri url, HttpExchange exchange, HttpVersion version, TimeProvider time)
{
    public async ValueTask<Look> GoAsync(CancellationToken patience, CancellationToken stopping)
    {
        var travel = new Travel();
        var start = time.GetTimestamp();
        Look? failed = null;
        foreach (var step in options.Steps)
        {
            if (failed is not null && !step.Always) continue;
            // What is made always tidies up: how it ends matters only where nothing was wrong before.
            var seen = await TriedAsync(step, travel, patience, stopping).ConfigureAwait(false);
            if (seen is not { Reachability: Reachability.Good, NoData: null }) failed ??= Named(step, seen, travel);
        }

        var look = failed ?? Look.Good(Reading.Latency("latency", time.GetElapsedTime(start)));
        return look with
        {
            Readings = [.. look.Readings, .. travel.Steps],
            Sent = travel.Sent,
            Sighting = travel.Sighting,
        };
    }

    /// <summary>Reading of a step's own time.</summary>
    public static string ReadingOf(string step) => $"step.{step}";

    /// <remarks>A host without an address is the trouble of its step alone: what earlier ones saw stands.</remarks>
    private async ValueTask<Look> TriedAsync(
        HttpStepOptions step, Travel travel, CancellationToken patience, CancellationToken stopping)
    {
        try
        {
            return await StepAsync(step, travel, patience, stopping).ConfigureAwait(false);
        }
        catch (ResolverException e)
        {
            return Look.Missing("resolver", e.Message);
        }
    }

    private async ValueTask<Look> StepAsync(
        HttpStepOptions step, Travel travel, CancellationToken patience, CancellationToken stopping)
    {
        var address = StepQuestion.AddressOf(step, url, travel.Values);
        var isHome = address is not null && HttpExchange.Origin(address) == HttpExchange.Origin(url);
        var headers = address is null ? null : StepQuestion.HeadersOf(step,
            isHome ? options.Headers : new Dictionary<string, string>(), travel.Cookies.GetCookieHeader(address),
            travel.Values);
        using var content = StepQuestion.HasBody(step) ? StepQuestion.ContentOf(step, travel.Values) : null;
        if (address is null || headers is null || (content is null && StepQuestion.HasBody(step)))
            return Look.Bad("not-taken", "a value that it needs was not taken");
        var addresses = await Dialer.ResolveAsync(address.IdnHost, patience, stopping).ConfigureAwait(false);
        using var outcome = await exchange.AskAsync(
            new()
            {
                Method = new HttpMethod(step.Method.ToString().ToUpperInvariant()),
                Url = address,
                Headers = headers,
                Content = content,
                Expect = step.Expect,
                KeepsBody = version.NeedsBody || step.Take.Any(take => take.Json is not null),
                MaxBody = options.MaxBody,
                Patience = options.Patience,
            }, addresses, patience, stopping).ConfigureAwait(false);
        return travel.Take(step, address, outcome, version);
    }

    /// <summary>The look of a step with its name in it, and without anything that was secret.</summary>
    private Look Named(HttpStepOptions step, Look seen, Travel travel)
    {
        var redaction = HttpSecrets.Of(options, url, travel.Values.Values);
        var detail = redaction.Clean($"step {step.Name}: {seen.Detail ?? seen.Reason ?? seen.NoData}");
        if (seen.Reachability is Reachability.Good) return Look.WithoutReadings(seen.NoData!, detail);
        var reason = $"{step.Name}-{seen.Reason}";
        return seen with { Reason = reason, NoData = reason, Detail = detail };
    }
}
