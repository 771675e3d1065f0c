using Bellwether.Probes.Receiving;

namespace Bellwether.Probes.Otlp;

/// <summary>Takes in what applications send, and puts it into the windows of their services.</summary>
public static class OtlpDoor
{
    /// <exception cref="InvalidDataException">The body is no OTLP metrics.</exception>
    /// <exception cref="OtlpTooLargeException">It unfolds to more than is taken.</exception>
    public static OtlpAnswer Take(WindowSet windows, ReadOnlyMemory<byte> body, bool isJson)
    {
        ArgumentNullException.ThrowIfNull(windows);
        var sent = isJson ? OtlpJson.Read(body) : OtlpProto.Read(body.Span);
        var open = windows.All<OtlpWindow>();
        var refusals = new Refusals();
        var points = 0;
        foreach (var resource in sent)
        {
            var count = resource.Metrics.Sum(metric => metric.Points.Count);
            points += count;
            var service = resource["service.name"] ?? "";
            var window = open.FirstOrDefault(one => one.Window.ServiceName == service).Window;
            if (window is null) refusals.Add(count, Unknown(service));
            else window.Take(resource, refusals);
        }

        return new(points, refusals.Count, refusals.Words);
    }

    private static string Unknown(string service) => service.Length == 0
        ? "of no service: set service.name"
        : $"of service {(service.Length <= 63 ? service : service[..63] + "…")}: no otlp probe here takes that "
            + "service.name";
}
