using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Yaml;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>Tells which parts of a configuration changed, secrets included, without keeping any of it.</summary>
/// <remarks>
/// A mark is made of the document with everything put in, so that a rotated password changes it, and is keyed with
/// something that only this process knows, so that nobody can guess a short secret from it. Comments and the order of
/// keys change no mark. It has nothing to do with the digest of a plan, which is published.
/// </remarks>
internal static class PlanMarks
{
    /// <summary>Keys that belong to every service.</summary>
    private static readonly string[] Shared = ["policy", "mode"];

    /// <summary>Keys that belong to the only service where it stands at the top.</summary>
    private static readonly string[] OfOnly = ["service", "probes", "signals", "rules", "signal-table"];

    /// <summary>Keys that are about the agent, and can change while it runs.</summary>
    private static readonly string[] Taken = ["access"];

    private static readonly byte[] ProcessKey = RandomNumberGenerator.GetBytes(32);

    /// <summary>The plan with its marks, made of the document that it was compiled from.</summary>
    public static AgentPlan Put(AgentPlan plan, YamlMap root)
    {
        var shared = Pick(root, Shared);
        var services = root.Find("services") is YamlList list ? list.Items : [Pick(root, OfOnly)];
        return plan with
        {
            Services = [.. plan.Services.Zip(services, (service, node) => service with
            {
                Mark = Of(Text(node), Text(shared), service.SignalTable ?? ""),
            })],
            FixedMarks = root.Entries
                .Where(entry => entry.Key.Text != "services" && !Shared.Contains(entry.Key.Text)
                    && !OfOnly.Contains(entry.Key.Text) && !Taken.Contains(entry.Key.Text))
                .ToDictionary(entry => entry.Key.Text, entry => Of(Text(entry.Value)), StringComparer.Ordinal),
        };
    }

    private static YamlMap Pick(YamlMap root, string[] keys) =>
        new(root.Line, root.Column, [.. root.Entries.Where(entry => keys.Contains(entry.Key.Text))]);

    private static string Of(params string[] texts) => Convert.ToHexStringLower(
        HMACSHA256.HashData(ProcessKey, Encoding.UTF8.GetBytes(string.Concat(texts.Select(Framed)))));

    // The length in front: no two different nodes have the same text.
    private static string Framed(string text) => string.Create(CultureInfo.InvariantCulture, $"{text.Length}:{text}");

    private static string Text(YamlNode node) => node switch
    {
        YamlScalar scalar => Framed(scalar.IsNull ? "" : scalar.Text),
        YamlList list => $"[{string.Concat(list.Items.Select(Text))}]",
        YamlMap map => $"{{{string.Concat(map.Entries.OrderBy(e => e.Key.Text, StringComparer.Ordinal).Select(
            entry => Framed(entry.Key.Text) + Text(entry.Value)))}}}",
        _ => throw new ArgumentException($"No mark is known for {node.Words}.", nameof(node)),
    };
}
