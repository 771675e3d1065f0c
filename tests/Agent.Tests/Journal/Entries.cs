using System.Text;
using Bellwether.Agent.Journal;

namespace Bellwether.Agent.Tests.Journal;

/// <summary>Entries for tests.</summary>
internal static class Entries
{
    public static JournalEntry Verdict(string key, string body = "{}", string deployment = "d1") =>
        new("bellwether.verdict-issued.v1", deployment, key, Encoding.UTF8.GetBytes(body)) { Outgoing = true };

    public static JournalEntry Note(string body, string? deployment = "d1") =>
        new("note", deployment, null, Encoding.UTF8.GetBytes(body));

    public static JournalEntry Judged(int bytes, string deployment = "d1") =>
        new("judged", deployment, null, new byte[bytes]);

    public static JournalRecord Add(this DeploymentJournal journal, JournalEntry entry) =>
        journal.Append(_ => [entry])[0];

    public static string Text(this JournalRecord record) => Encoding.UTF8.GetString(record.Entry.Body.Span);
}
