using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Bellwether.Contracts.Wire;

/// <summary>Writes a number with 6 significant digits, so that the same verdict has the same bytes on every
/// machine.</summary>
/// <remarks>JSON has no NaN and no infinities: a number that is not finite is written as null.</remarks>
public sealed class SixDigits : JsonConverter<double>
{
    /// <exception cref="JsonException">It is too large for a number.</exception>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null) return double.NaN;
        var value = reader.GetDouble();
        return double.IsFinite(value) ? value : throw new JsonException("A number is too large.");
    }

    public override bool HandleNull => true;

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (double.IsFinite(value)) writer.WriteNumberValue(Round(value));
        else writer.WriteNullValue();
    }

    /// <summary>The nearest number with 6 significant digits; 0 for negative zero.</summary>
    public static double Round(double value)
    {
        var rounded = double.Parse(value.ToString("G6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return rounded == 0 ? 0 : rounded;
    }
}
