using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Deployments;

/// <summary>Which migrations ran between two accounts of a database, of those that cannot be undone.</summary>
internal static class MigrationChange
{
    /// <summary>Most sentences of one table: beyond, the last one says that there were others.</summary>
    public const int MostSentences = 5;

    /// <summary>One sentence a migration; empty where none ran, or all that did can be undone.</summary>
    /// <param name="before">What the probe saw when the deployment began.</param>
    /// <param name="now">What it sees now.</param>
    public static IReadOnlyList<string> Sentences(MigrationAccount before, MigrationAccount now)
    {
        var known = before.Tables.ToDictionary(table => table.Table, StringComparer.Ordinal);
        return [.. now.Tables.Where(table => !table.AllReversible)
            .SelectMany(table => Of(known.GetValueOrDefault(table.Table), table, now.Probe))];
    }

    private static IEnumerable<string> Of(MigrationTable? before, MigrationTable now, string probe)
    {
        var where = $"({now.Tool}, {now.Table} of {probe})";
        // A right that was granted or taken away in between makes two accounts that cannot be compared.
        if (before is not null && before.Named != now.Named) yield break;
        // Fewer changes than before: the server's statistics began again.
        if (!now.Named)
        {
            if (now.Count > (before?.Count ?? 0)) yield return $"a migration ran whose name cannot be read {where}";
            yield break;
        }

        var added = now.Names.Except(before?.Names ?? []).Reverse().ToList();
        var grown = now.Count - (before?.Count ?? 0);
        if (grown < 0)
        {
            // Names that are new now are older ones, which were not read before.
            yield return $"a migration was taken back {where}";
            yield break;
        }

        var lasting = added.Except(now.Reversible).ToList();
        foreach (var name in lasting.Take(MostSentences)) yield return $"migration {name} ran {where}";
        if (lasting.Count > MostSentences || grown > added.Count) yield return $"further migrations ran {where}";
    }
}
