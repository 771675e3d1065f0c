using System.Collections;
using System.Security.Cryptography;
using System.Text.Json;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Yaml;
using Bellwether.Probes;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>SHA-256 over the canonical JSON of a compiled plan, defaults included, secrets not.</summary>
/// <remarks>
/// A digest is published with every verdict, and the hash of a short secret can be guessed. So of a probe's options
/// it takes, where something was put into a value, the text before that (<c>${cred:x}</c>: a rotated password changes
/// nothing); of free maps, such as headers, the keys alone; and nothing of a property that is marked or named as a
/// secret. Everything else is the value that holds, so that a changed default changes the digest and a changed
/// comment does not.
/// </remarks>
internal static class PlanDigest
{
    /// <param name="plan">The plan; its own digest is not looked at.</param>
    /// <param name="source">The map that a probe's options were made of.</param>
    public static string Of(WatchPlan plan, Func<IProbeOptions, YamlMap> source)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("service", plan.Service);
            json.WriteString("environment", plan.Environment);
            json.WriteString("mode", Paths.Kebab(plan.Mode.ToString()));
            Property(json, "policy", plan.Policy);
            json.WriteStartArray("probes");
            foreach (var probe in plan.Probes)
            {
                json.WriteStartObject();
                json.WriteString("name", probe.Name);
                json.WritePropertyName(probe.Kind.Name);
                Write(json, probe.Options, source(probe.Options));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            Property(json, "signals", plan.Signals);
            Property(json, "rules", plan.Rules);
            json.WriteString("signal-table", plan.SignalTable);
            json.WriteEndObject();
        }

        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    private static void Property(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        Write(json, value, null);
    }

    /// <param name="json">Where to.</param>
    /// <param name="value">What holds.</param>
    /// <param name="node">What it was made of, for options that may hold secrets; null where none can.</param>
    private static void Write(Utf8JsonWriter json, object? value, YamlNode? node)
    {
        switch (value)
        {
            case not null when node is YamlScalar { IsSubstituted: true } put: json.WriteStringValue(put.Source); break;
            case null: json.WriteNullValue(); break;
            case string text: json.WriteStringValue(text); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case double number: json.WriteNumberValue(number); break;
            case TimeSpan duration: json.WriteNumberValue(duration.TotalSeconds); break;
            case Enum word: json.WriteStringValue(Paths.Kebab(word.ToString())); break;
            case Uri or ValueType: json.WriteStringValue(value.ToString()); break;
            case IEnumerable<KeyValuePair<string, string>> map: WriteMap(json, map, node); break;
            case IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> map:
                WriteMap(json, map.Select(pair => KeyValuePair.Create(pair.Key, "")), node);
                break;
            case IEnumerable list: WriteList(json, list, node); break;
            default: WriteObject(json, value, node); break;
        }
    }

    private static void WriteObject(Utf8JsonWriter json, object value, YamlNode? node)
    {
        json.WriteStartObject();
        if (value is RulePlan)
            json.WriteString("kind", value.GetType().Name);
        foreach (var property in OptionsShape.Of(value.GetType()).Properties.Where(p => !p.IsSecret))
        {
            json.WritePropertyName(property.Key);
            Write(json, property.Get(value), (node as YamlMap)?.Find(property.Key) ?? (node is null ? null : Absent));
        }

        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, IEnumerable list, YamlNode? node)
    {
        json.WriteStartArray();
        var index = 0;
        foreach (var item in list)
        {
            Write(json, item, node is YamlList nodes && index < nodes.Items.Count ? nodes.Items[index] : node);
            index++;
        }

        json.WriteEndArray();
    }

    private static void WriteMap(Utf8JsonWriter json, IEnumerable<KeyValuePair<string, string>> map, YamlNode? node)
    {
        json.WriteStartObject();
        foreach (var (key, text) in map.OrderBy(p => p.Key, StringComparer.Ordinal))
            json.WriteString(key, node is null ? text : "");
        json.WriteEndObject();
    }

    /// <summary>Stands for options that the file does not give: what is below may still be a secret's place.</summary>
    private static YamlMap Absent { get; } = new(0, 0, []);
}
