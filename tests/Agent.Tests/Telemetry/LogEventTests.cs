using System.Reflection;
using System.Text;
using Bellwether.Agent.Tests.Configuration;
using Microsoft.Extensions.Logging;

namespace Bellwether.Agent.Tests.Telemetry;

public sealed class LogEventTests
{
    private const BindingFlags Any =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly IReadOnlyList<(Type Type, LoggerMessageAttribute Event)> Events =
    [
        .. from type in typeof(AgentHost).Assembly.GetTypes()
           from method in type.GetMethods(Any)
           from told in method.GetCustomAttributes<LoggerMessageAttribute>()
           orderby told.EventId
           select (type, told),
    ];

    [Fact]
    public void Every_event_has_an_id_of_its_own()
    {
        Assert.True(Events.Count > 20);
        Assert.Empty(Events.GroupBy(e => e.Event.EventId).Where(same => same.Count() > 1)
            .Select(same => $"{same.Key}: {string.Join(", ", same.Select(e => e.Type.Name))}"));
        Assert.All(Events, e => Assert.InRange(e.Event.EventId, 1001, 9999));
    }

    [Fact]
    public void The_table_of_events_is_current()
    {
        var file = SourceTree.PathOf("docs", "log.md");
        var text = File.ReadAllText(file);
        const string Begin = "<!-- events -->\n";
        const string End = "<!-- end -->";
        var from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var to = text.IndexOf(End, StringComparison.Ordinal);
        SourceTree.AssertCurrent(file, text[..from] + Table() + text[to..]);
    }

    private static string Table()
    {
        var table = new StringBuilder("\n| Id | Level | Category | Sentence |\n|---|---|---|---|\n");
        foreach (var (type, told) in Events)
            table.Append("| ").Append(told.EventId).Append(" | ").Append(told.Level.ToString().ToLowerInvariant())
                .Append(" | `").Append(type.FullName!["Bellwether.Agent.".Length..]).Append("` | ")
                .Append(told.Message.Replace("|", "\\|", StringComparison.Ordinal)).Append(" |\n");
        return table.Append('\n').ToString();
    }
}
