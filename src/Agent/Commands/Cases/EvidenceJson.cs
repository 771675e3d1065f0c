using System.Text.Json;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>Evidence as on every wire, written by hand.</summary>
/// <remarks>The bytes are those of <see cref="ContractsJson.Wire"/>, which a test holds it to; that one takes as long
/// to begin as a small case takes to be judged.</remarks>
internal static class EvidenceJson
{
    public static void Write(Utf8JsonWriter writer, Evidence evidence)
    {
        writer.WriteStartObject();
        writer.WriteString("rule"u8, evidence.Rule);
        writer.WriteString("signal"u8, evidence.Signal);
        writer.WriteString("outcome"u8, Word(evidence.Outcome));
        writer.WriteBoolean("critical"u8, evidence.Critical);
        writer.WriteString("method"u8, evidence.Method);
        writer.WriteString("statistic"u8, evidence.Statistic);
        writer.WriteString("unit"u8, evidence.Unit);
        writer.WritePropertyName("baseline"u8);
        if (evidence.Baseline is { } baseline) Write(writer, baseline);
        else writer.WriteNullValue();
        writer.WritePropertyName("observed"u8);
        if (evidence.Observed is { } observed) Write(writer, observed);
        else writer.WriteNullValue();
        Number(writer, "effect"u8, evidence.Effect);
        Number(writer, "low"u8, evidence.Low);
        Number(writer, "high"u8, evidence.High);
        Number(writer, "detectable"u8, evidence.Detectable);
        Number(writer, "strength"u8, evidence.Strength);
        Number(writer, "placebos"u8, evidence.Placebos);
        Number(writer, "exceeded"u8, evidence.Exceeded);
        writer.WriteBoolean("preExisting"u8, evidence.PreExisting);
        writer.WriteString("cause"u8, Word(evidence.Cause));
        writer.WriteString("explanation"u8, evidence.Explanation);
        writer.WriteEndObject();
    }

    /// <summary>A word of an enum, lower-kebab; null for none.</summary>
    public static string? Word<T>(T? word)
        where T : struct, Enum =>
        word is { } known ? Word(known) : null;

    public static string Word<T>(T word)
        where T : struct, Enum =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(word.ToString());

    private static void Write(Utf8JsonWriter writer, Baseline baseline)
    {
        writer.WriteStartObject();
        writer.WriteString("kind"u8, baseline.Kind);
        Stretch(writer, new()
        {
            From = baseline.From,
            To = baseline.To,
            Points = baseline.Points,
            Requests = baseline.Requests,
            Value = baseline.Value,
        });
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Stretch stretch)
    {
        writer.WriteStartObject();
        Stretch(writer, stretch);
        writer.WriteEndObject();
    }

    /// <summary>A case knows no clock: its points have no instants.</summary>
    private static void Stretch(Utf8JsonWriter writer, Stretch stretch)
    {
        writer.WriteNull("from"u8);
        writer.WriteNull("to"u8);
        writer.WriteNumber("points"u8, stretch.Points);
        Number(writer, "requests"u8, stretch.Requests);
        Number(writer, "value"u8, stretch.Value);
    }

    private static void Number(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? number)
    {
        if (number is { } known && double.IsFinite(known)) writer.WriteNumber(name, SixDigits.Round(known));
        else writer.WriteNull(name);
    }
}
