using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>An answer as bytes: one line, its end included.</summary>
internal static class AnswerLine
{
    /// <summary>As on every wire; what is written raw was read as JSON before.</summary>
    private static readonly JsonWriterOptions Options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Of(ReadOnlyMemory<byte> @case, CaseAnswer answer) => Write(@case, writer =>
    {
        writer.WriteString("decision"u8, EvidenceJson.Word(answer.Decision));
        writer.WriteString("cause"u8, EvidenceJson.Word(answer.Cause));
        writer.WriteNumber("atPoint"u8, answer.AtPoint);
        writer.WriteString("signal"u8, answer.Signal);
        writer.WriteStartArray("evidence"u8);
        foreach (var evidence in answer.Evidence) EvidenceJson.Write(writer, evidence);
        writer.WriteEndArray();
    });

    public static byte[] OfError(ReadOnlyMemory<byte> @case, string why) =>
        Write(@case, writer => writer.WriteString("error"u8, why));

    private static byte[] Write(ReadOnlyMemory<byte> @case, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, Options))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("case"u8);
            if (@case.IsEmpty) writer.WriteNullValue();
            else writer.WriteRawValue(@case.Span, skipInputValidation: true);
            write(writer);
            writer.WriteEndObject();
        }

        bytes.Write("\n"u8);
        return bytes.WrittenSpan.ToArray();
    }
}
