using System.Globalization;

namespace Bellwether.Probes.Otlp;

/// <summary>Reads metrics as OTLP sends them in protobuf. Field numbers: opentelemetry.proto.metrics.v1, common.v1 and
/// resource.v1.</summary>
internal static class OtlpProto
{
    /// <exception cref="InvalidDataException">It is no such message.</exception>
    /// <exception cref="OtlpTooLargeException">It unfolds to more than is taken.</exception>
    public static List<OtlpResource> Read(ReadOnlySpan<byte> body)
    {
        var budget = new OtlpBudget();
        List<OtlpResource> resources = [];
        var reader = new ProtoReader(body);
        while (reader.Next())
            if (reader.Field == 1) resources.Add(Resource(reader.Bytes(), budget));
            else reader.Skip();
        return resources;
    }

    private static OtlpResource Resource(ReadOnlySpan<byte> message, OtlpBudget budget)
    {
        budget.Spend();
        var resource = new OtlpResource();
        var reader = new ProtoReader(message);
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: Attributes(reader.Bytes(), resource, budget); break;
                case 2: Scope(reader.Bytes(), resource, budget); break;
                default: reader.Skip(); break;
            }

        return resource;
    }

    private static void Attributes(ReadOnlySpan<byte> message, OtlpResource resource, OtlpBudget budget)
    {
        var reader = new ProtoReader(message);
        while (reader.Next())
            if (reader.Field != 1) reader.Skip();
            else if (Attribute(reader.Bytes(), budget) is { } pair) resource.Attributes[pair.Key] = pair.Value;
    }

    private static void Scope(ReadOnlySpan<byte> message, OtlpResource resource, OtlpBudget budget)
    {
        var (name, first) = ("", resource.Metrics.Count);
        var reader = new ProtoReader(message);
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: name = NameOf(reader.Bytes()); break;
                case 2: resource.Metrics.Add(Metric(reader.Bytes(), budget)); break;
                default: reader.Skip(); break;
            }

        // The name may come after what it names.
        for (var i = first; i < resource.Metrics.Count; i++) resource.Metrics[i].Scope = name;
    }

    private static string NameOf(ReadOnlySpan<byte> scope)
    {
        var name = "";
        var reader = new ProtoReader(scope);
        while (reader.Next())
            if (reader.Field == 1) name = reader.Text();
            else reader.Skip();
        return name;
    }

    private static OtlpMetric Metric(ReadOnlySpan<byte> message, OtlpBudget budget)
    {
        budget.Spend();
        var metric = new OtlpMetric();
        var reader = new ProtoReader(message);
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: metric.Name = reader.Text(); break;
                case 3: metric.Unit = reader.Text(); break;
                case 5: Points(reader.Bytes(), OtlpKind.Gauge, metric, budget); break;
                case 7: Points(reader.Bytes(), OtlpKind.Sum, metric, budget); break;
                case 9: Points(reader.Bytes(), OtlpKind.Histogram, metric, budget); break;
                case 10: Points(reader.Bytes(), OtlpKind.Exponential, metric, budget); break;
                case 11: Points(reader.Bytes(), OtlpKind.Summary, metric, budget); break;
                default: reader.Skip(); break;
            }

        return metric;
    }

    private static void Points(ReadOnlySpan<byte> message, OtlpKind kind, OtlpMetric metric, OtlpBudget budget)
    {
        metric.Kind = kind;
        var reader = new ProtoReader(message);
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: metric.Points.Add(Point(reader.Bytes(), kind, budget)); break;
                case 2: metric.Temporality = (Temporality)reader.Number(); break;
                case 3: metric.IsMonotonic = reader.Number() != 0; break;
                default: reader.Skip(); break;
            }
    }

    private static OtlpPoint Point(ReadOnlySpan<byte> message, OtlpKind kind, OtlpBudget budget)
    {
        budget.Spend();
        var point = new OtlpPoint();
        var reader = new ProtoReader(message);
        while (reader.Next())
            switch (reader.Field)
            {
                case 2: point.Start = reader.Fixed(); break;
                case 3: point.Time = reader.Fixed(); break;
                default: OfKind(ref reader, kind, point, budget); break;
            }

        return point;
    }

    private static void OfKind(ref ProtoReader reader, OtlpKind kind, OtlpPoint point, OtlpBudget budget)
    {
        switch (kind, reader.Field)
        {
            case (OtlpKind.Gauge or OtlpKind.Sum, 4): point.Value = reader.Double(); break;
            case (OtlpKind.Gauge or OtlpKind.Sum, 6): point.Value = (long)reader.Fixed(); break;
            case (OtlpKind.Gauge or OtlpKind.Sum, 7):
            case (OtlpKind.Histogram, 9):
            case (OtlpKind.Exponential, 1):
                if (Attribute(reader.Bytes(), budget) is { } pair) point.Attributes.Add(pair);
                break;
            case (OtlpKind.Gauge or OtlpKind.Sum, 8):
            case (OtlpKind.Histogram or OtlpKind.Exponential, 10):
                point.IsEmpty = (reader.Number() & 1) != 0;
                break;
            case (OtlpKind.Histogram or OtlpKind.Exponential, 4): point.Count = reader.Fixed(); break;
            case (OtlpKind.Histogram or OtlpKind.Exponential, 5): point.Sum = reader.Double(); break;
            case (OtlpKind.Histogram, 6): reader.Fixeds(point.Counts, static bits => bits, budget); break;
            case (OtlpKind.Histogram, 7): reader.Fixeds(point.Bounds, BitConverter.UInt64BitsToDouble, budget); break;
            case (OtlpKind.Exponential, _): OfExponential(ref reader, point, budget); break;
            default: reader.Skip(); break;
        }
    }

    private static void OfExponential(ref ProtoReader reader, OtlpPoint point, OtlpBudget budget)
    {
        var counts = point.Exponential ??= new();
        switch (reader.Field)
        {
            case 6: counts.Scale = reader.Signed(); break;
            case 7: counts.Low += reader.Fixed(); break;
            case 8: (counts.Offset, counts.Positive) = Buckets(reader.Bytes(), budget); break;
            case 9: counts.Low += Buckets(reader.Bytes(), budget).Counts.Sum(); break;
            default: reader.Skip(); break;
        }
    }

    private static (int Offset, double[] Counts) Buckets(ReadOnlySpan<byte> message, OtlpBudget budget)
    {
        var offset = 0;
        List<double> counts = [];
        var reader = new ProtoReader(message);
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: offset = reader.Signed(); break;
                case 2: reader.Numbers(counts, budget); break;
                default: reader.Skip(); break;
            }

        return (offset, [.. counts]);
    }

    /// <summary>Null where its value is none that a label can have.</summary>
    private static KeyValuePair<string, string>? Attribute(ReadOnlySpan<byte> message, OtlpBudget budget)
    {
        budget.Spend();
        var key = "";
        string? value = null;
        var reader = new ProtoReader(message);
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: key = reader.Text(); break;
                case 2: value = Value(reader.Bytes()); break;
                default: reader.Skip(); break;
            }

        return key.Length == 0 || value is null ? null : new(key, value);
    }

    private static string? Value(ReadOnlySpan<byte> message)
    {
        string? value = null;
        var reader = new ProtoReader(message);
        while (reader.Next())
            switch (reader.Field)
            {
                case 1: value = reader.Text(); break;
                case 2: value = reader.Number() != 0 ? "true" : "false"; break;
                case 3: value = ((long)reader.Number()).ToString(CultureInfo.InvariantCulture); break;
                case 4: value = reader.Double().ToString("R", CultureInfo.InvariantCulture); break;
                default: reader.Skip(); break;
            }

        return value;
    }
}
