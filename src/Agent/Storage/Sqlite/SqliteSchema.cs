namespace Bellwether.Agent.Storage.Sqlite;

/// <summary>How a file's tables came to be: step 0 makes schema 1 of an empty file, step n makes schema n + 1 of schema
/// n.</summary>
/// <param name="Steps">Statements, oldest first; never empty. A step that was released is never changed again.</param>
internal sealed record SqliteSchema(IReadOnlyList<string> Steps)
{
    /// <summary>The schema that this build writes.</summary>
    public int Version => Steps.Count;
}
