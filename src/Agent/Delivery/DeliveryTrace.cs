using System.Text.Json;
using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Delivery;

/// <summary>The trace that a record belongs to.</summary>
internal static class DeliveryTrace
{
    /// <summary>Name of the header, of HTTP and of the bus. Source: W3C Trace Context.</summary>
    public const string Header = "traceparent";

    /// <summary>The <c>traceparent</c> member of the event; null for none.</summary>
    public static string? Of(JournalRecord record)
    {
        var reader = new Utf8JsonReader(record.Entry.Body.Span);
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth != 1 || reader.TokenType != JsonTokenType.PropertyName) continue;
                var isTrace = reader.ValueTextEquals(Header);
                reader.Read();
                if (isTrace) return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                reader.Skip();
            }
        }
        catch (JsonException)
        {
            // What is no JSON has no trace; the receiver gets it as it is.
        }

        return null;
    }

    /// <summary>What a receiver is told: this attempt where it is traced, else the event's own; null for none.
    /// </summary>
    public static string? HeaderOf(JournalRecord record) => Tracing.Current ?? Tracing.Checked(Of(record));
}
