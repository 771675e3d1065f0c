using System.Globalization;
using Npgsql;

namespace Bellwether.Probes.Postgres;

/// <summary>Reads one row with one number, and refuses everything else.</summary>
internal static class OneNumber
{
    public static async ValueTask<double> ReadAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        if (reader.FieldCount != 1) throw Odd($"{reader.FieldCount} columns");
        if (!await reader.ReadAsync(cancel).ConfigureAwait(false)) throw Odd("no row");
        if (reader.IsDBNull(0)) throw Odd("NULL");
        var number = reader.GetFieldType(0) == typeof(decimal) ? await BigAsync(reader, cancel).ConfigureAwait(false)
            : Of(reader.GetValue(0));
        if (await reader.ReadAsync(cancel).ConfigureAwait(false)) throw Odd("more than one row");
        return number is { } finite && double.IsFinite(finite) ? finite : throw Odd("something that is no number");
    }

    private static double? Of(object value) => value switch
    {
        double d => d,
        float f => f,
        long l => l,
        int i => i,
        short s => s,
        decimal m => (double)m,
        bool b => b ? 1 : 0,
        TimeSpan span => span.TotalSeconds,
        _ => null,
    };

    /// <summary>A numeric may be larger than a decimal, or NaN.</summary>
    private static async ValueTask<double?> BigAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        try
        {
            return (double)await reader.GetFieldValueAsync<decimal>(0, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OverflowException or InvalidCastException or FormatException)
        {
            return null;
        }
    }

    private static OddAnswerException Odd(string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"it gave {what}; one row with one number is needed"));
}
