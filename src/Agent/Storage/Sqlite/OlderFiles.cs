using System.Globalization;

namespace Bellwether.Agent.Storage.Sqlite;

/// <summary>Copies of files as they were before they were migrated: <c>journal.db.schema-1</c>.</summary>
internal static class OlderFiles
{
    /// <summary>Copies a file before it is migrated; a copy of the same schema gives way to it.</summary>
    /// <exception cref="StorageException">There is no room for the copy: nothing is migrated.</exception>
    public static void Keep(SqliteSettings settings, int schema, Func<string, SqliteCopy> copyTo)
    {
        var place = PlaceOf(settings, schema);
        var beside = $"{place}.new";
        try
        {
            File.Delete(beside);
            using (var copy = copyTo(beside))
                while (copy.Step())
                    continue;
            SyncedFile.Sync(beside);
            File.Move(beside, place, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or StorageException)
        {
            throw new StorageException(StorageTrouble.Full,
                $"{settings.Name} has schema {schema} and is not migrated, because no copy of it can be kept: "
                + e.Message, e);
        }
    }

    /// <summary>Which copy an older build could go on with; empty for none.</summary>
    public static string Hint(SqliteSettings settings)
    {
        for (var schema = settings.Schema.Version; schema > 0; schema--)
            if (PlaceOf(settings, schema) is var place && File.Exists(place))
                return string.Create(CultureInfo.InvariantCulture,
                    $" {Path.GetFileName(place)} is as it was before its migration on {File.GetLastWriteTimeUtc(place)
                        :yyyy-MM-dd}.");
        return "";
    }

    private static string PlaceOf(SqliteSettings settings, int schema) =>
        string.Create(CultureInfo.InvariantCulture, $"{settings.Path}.schema-{schema}");
}
