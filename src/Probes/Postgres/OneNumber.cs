using System.Globalization;
using Npgsql;

namespace Bellwether.Probes.Postgres;

/// <summary>Reads one row with one number, and refuses everything else.</summary>
internal static class OneNumber
{
    private static readonly Type[] Numbers =
        [typeof(double), typeof(float), typeof(long), typeof(int), typeof(short), typeof(decimal), typeof(bool)];

    /// <summary>The statement as it is run: of more than one row no more than two are sent.</summary>
    /// <remarks>On lines of its own, so that a comment at its end ends there.</remarks>
    public static string Of(string statement) => $"SELECT * FROM (\n{statement}\n) AS one LIMIT 2";

    public static async ValueTask<double> ReadAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        if (reader.FieldCount != 1) throw Odd($"{reader.FieldCount} columns");
        // Before any of it is read: a text may be as long as it likes.
        if (!Numbers.Contains(reader.GetFieldType(0))) throw Odd("something that is no number");
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
