using System.Text.Json.Nodes;

namespace Bellwether.Chart.Tests.Rendering;

/// <summary>What a chart and its values were rendered to.</summary>
/// <param name="Text">As it was printed.</param>
/// <param name="Objects">Every object, in the order of the templates' paths.</param>
internal sealed record Rendered(string Text, IReadOnlyList<JsonObject> Objects)
{
    public IEnumerable<JsonObject> Of(string kind) => Objects.Where(o => o.Text("kind") == kind);

    /// <summary>The only object of a kind.</summary>
    public JsonObject One(string kind) => Assert.Single(Of(kind));

    /// <summary>The object of that kind and name.</summary>
    public JsonObject One(string kind, string name) =>
        Assert.Single(Of(kind), o => o.Text("metadata.name") == name);

    /// <summary>The stand-alone agent's pod.</summary>
    public JsonObject Pod() => One("StatefulSet").At("spec.template.spec")!.AsObject();

    /// <summary>The stand-alone agent's configuration, as the ConfigMap holds it.</summary>
    public string Configuration() => One("ConfigMap", One("StatefulSet").Text("metadata.name")!)
        ["data"]!["bellwether.yaml"]!.GetValue<string>();

    /// <summary>The patch that puts the sidecar into a workload.</summary>
    public JsonObject Patch()
    {
        var patches = Of("ConfigMap").Where(map => map["data"]!.AsObject().ContainsKey("patch.yaml"));
        return Manifest.Read(Assert.Single(patches)["data"]!["patch.yaml"]!.GetValue<string>());
    }
}
