using System.Text;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;

namespace Bellwether.Agent.Tests.Configuration.Reference;

/// <summary>The tables of docs/configuration.md, made of what the binder goes by.</summary>
internal static class ReferenceTables
{
    /// <summary>Text between the markers of that name; null for an unknown name.</summary>
    public static string? Of(string name, Catalogs catalogs) => name switch
    {
        "file" => Table(typeof(ConfigurationOptions)),
        "service" => Table(typeof(ServiceOptions)),
        "probe" => Table(typeof(ProbeItem)),
        "probes" => Kinds(catalogs.Lines(CatalogName.Probe)),
        "signal" => Table(typeof(SignalItem)),
        "rule" => Table(typeof(RuleItem)),
        "rules" => Kinds(catalogs.Lines(CatalogName.Rule)),
        "policy" => Table(typeof(PolicyOptions)),
        "channel" => Table(typeof(ChannelItem)),
        "channels" => Kinds(catalogs.Lines(CatalogName.Channel)),
        "tls" => Table(typeof(TlsOptions)),
        "access" => Table(typeof(AccessOptions)),
        "token" => Table(typeof(TokenItem)),
        "certificate" => Table(typeof(CertificateItem)),
        "reach" => Table(typeof(ReachOptions)),
        "agent" => Table(typeof(AgentOptions)),
        "bus" => Table(typeof(BusOptions)),
        "sidecar" => Table(typeof(SidecarOptions)),
        "log" => Table(typeof(LogOptions)),
        _ => null,
    };

    private static string Kinds(IReadOnlyList<(string Name, Type Options)> kinds) => kinds.Count == 0
        ? "\nNone in this version.\n\n"
        : string.Concat(kinds.Select(kind => $"\n### `{kind.Name}`\n\n{About(kind.Options)}{Table(kind.Options)}"));

    private static string About(Type options) => Summaries.Of(options) is { Length: > 0 } about ? about + "\n" : "";

    private static string Table(Type options)
    {
        var text = new StringBuilder("\n| Key | What it is | Default | Range |\n|---|---|---|---|\n");
        Rows(text, OptionsShape.Of(options), "");
        return text.Append('\n').ToString();
    }

    private static void Rows(StringBuilder text, OptionsShape shape, string prefix)
    {
        var options = shape.Make();
        foreach (var property in shape.Properties.Where(p => p.Catalog is null))
        {
            var standard = OptionText.IsRequired(property, options) ? "**required**"
                : OptionText.Default(property, options);
            text.Append("| `").Append(prefix).Append(property.Key).Append("` | ")
                .Append(Cell(Summaries.Meaning(property.Member)))
                .Append(" | ").Append(Cell(standard)).Append(" | ").Append(Cell(OptionText.Range(property)))
                    .Append(" |\n");
            if (Nested(property.Type) is { } nested)
                Rows(text, OptionsShape.Of(nested), prefix + property.Key
                    + (Collections.ItemOf(property.Type) is null ? "." : "[]."));
        }
    }

    /// <summary>Options that have no section of their own: they are listed under the key that holds them.</summary>
    private static Type? Nested(Type type)
    {
        var inner = Collections.ItemOf(type) ?? type;
        return inner.IsClass && inner != typeof(string) && inner != typeof(Uri) && Collections.ValueOf(inner) is null
            && inner.Namespace != typeof(PolicyOptions).Namespace ? inner : null;
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);
}
