using System.Text;
using System.Text.Json;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Rehearsing;

/// <summary>A report as JSON: ratios 0 to 1, points as counts.</summary>
internal static class RehearsalJson
{
    public static string Of(RehearsalReport report)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes)) Write(json, report);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, RehearsalReport report)
    {
        json.WriteStartObject();
        json.WriteString("source", report.Source);
        json.WriteString("from", UtcInstant.Format(report.Grid.Start));
        json.WriteNumber("points", report.Grid.Points);
        json.WriteNumber("intervalSeconds", report.Grid.Interval.TotalSeconds);
        json.WriteNumber("maskedPoints", report.Masked);
        json.WriteNumber("warmUpPoints", report.Rules.WarmUp);
        json.WriteNumber("windowPoints", report.Rules.Window);
        json.WriteNumber("falseRollbackBudget", report.Rules.FalseRollbackBudget);
        json.WriteNumber("seed", report.Seed);
        json.WriteNumber("deployments", report.Deployments);
        Write(json, "rolledBack", report.RolledBack);
        Write(json, "promoted", report.Promoted);
        Write(json, "inconclusive", report.Inconclusive);
        json.WriteStartObject("causes");
        foreach (var (cause, share) in report.Causes) Write(json, RehearsalText.Word(cause), share);
        json.WriteEndObject();
        json.WriteStartArray("rules");
        foreach (var rule in report.PerRule) Write(json, rule);
        json.WriteEndArray();
        json.WriteStartArray("notes");
        foreach (var note in report.Rules.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RuleRehearsal rule)
    {
        json.WriteStartObject();
        json.WriteString("rule", rule.Rule.Name);
        json.WriteString("signal", rule.Rule.Signal);
        json.WriteBoolean("critical", rule.Rule.Critical);
        json.WriteString("method", rule.Method);
        Write(json, "rolledBack", rule.RolledBack);
        Write(json, "withheld", rule.Withheld);
        json.WriteString("sizes", rule.Sizes.IsDifference ? "difference" : "relative");
        Write(json, "half", rule, 0.5);
        Write(json, "ninetyPercent", rule, 0.9);
        json.WriteStartArray("faults");
        foreach (var fault in rule.Faults)
        {
            json.WriteStartObject();
            Number(json, "size", rule.Sizes.Sign * fault.Size);
            Write(json, "found", fault.Found);
            if (fault.MedianPoint is { } point) json.WriteNumber("medianPoint", point);
            else json.WriteNull("medianPoint");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, RuleRehearsal rule, double share)
    {
        if (rule.SmallestFound(share) is not { } found)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        Number(json, "size", rule.Sizes.Sign * found.Size);
        json.WriteNumber("points", found.Point);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, Share share)
    {
        json.WriteStartObject(name);
        json.WriteNumber("count", share.Count);
        json.WriteNumber("of", share.Of);
        Number(json, "effective", share.Effective);
        Number(json, "low", share.Low);
        Number(json, "high", share.High);
        json.WriteEndObject();
    }

    private static void Number(Utf8JsonWriter json, string name, double value) =>
        json.WriteNumber(name, double.Parse(value.ToString("G6", System.Globalization.CultureInfo.InvariantCulture),
            System.Globalization.CultureInfo.InvariantCulture));
}
