namespace Bellwether.Integration.Tests.Otlp;

/// <summary>A span as a collector gets it. Field numbers: opentelemetry.proto.trace.v1.</summary>
internal sealed record CollectedSpan(
    string Name, string TraceId, string SpanId, string ParentId, int Kind, bool IsError,
    IReadOnlyDictionary<string, string> Attributes)
{
    public static IEnumerable<CollectedSpan> Of(ReadOnlyMemory<byte> request) =>
        from resource in new ProtoFields(request).Messages(1)
        from scope in resource.Messages(2)
        from span in scope.Messages(2)
        select new CollectedSpan(
            span.Text(5), span.Hex(1), span.Hex(2), span.Hex(4), (int)span.Number(6),
            span.Messages(15).Any(status => status.Number(3) == 2), AttributesOf(span.Messages(9)));

    /// <summary>Attributes of the resource that the first spans of a request come from.</summary>
    public static IReadOnlyDictionary<string, string> ResourceOf(ReadOnlyMemory<byte> request) =>
        AttributesOf(new ProtoFields(request).Messages(1).First().Messages(1).First().Messages(1));

    private static Dictionary<string, string> AttributesOf(IEnumerable<ProtoFields> pairs) =>
        pairs.ToDictionary(pair => pair.Text(1), pair => ValueOf(pair.Messages(2).First()), StringComparer.Ordinal);

    private static string ValueOf(ProtoFields value) =>
        value.Has(1) ? value.Text(1)
        : value.Has(2) ? (value.Number(2) == 1 ? "true" : "false")
        : $"{value.Number(3)}";
}
