using System.Text.Json.Nodes;
using Bellwether.Chart.Tests.Rendering;

namespace Bellwether.Chart.Tests.Shapes;

public sealed class ShapeTests
{
    [Theory]
    [MemberData(nameof(ValueSets.Names), MemberType = typeof(ValueSets))]
    public async Task Every_object_has_the_shape_of_its_kind(string values)
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.All[values]);
        Assert.NotEmpty(rendered.Objects);
        Assert.Empty(rendered.Objects.SelectMany(Shape.Faults));
    }

    [Theory]
    [MemberData(nameof(ValueSets.Names), MemberType = typeof(ValueSets))]
    public async Task No_object_is_made_twice(string values)
    {
        var rendered = await HelmRender.AcceptAsync(ValueSets.All[values]);
        var names = rendered.Objects.Select(o => $"{o.Text("kind")} {o.Text("metadata.namespace")}/"
            + o.Text("metadata.name")).ToArray();
        Assert.Equal(names.Distinct(), names);
    }

    [Theory]
    [InlineData("spec", "replica", "1", "StatefulSet.spec.replica: is unknown")]
    [InlineData("spec", "replicas", "\"1\"", "StatefulSet.spec.replicas: \"1\" is no int")]
    [InlineData("spec", "replicas", "null", "StatefulSet.spec.replicas: is null")]
    [InlineData("spec.template.spec", "volumes", "{}", "StatefulSet.spec.template.spec.volumes: is no list")]
    [InlineData("metadata", "name", "\"A\"", "StatefulSet.metadata.name: \"A\" is no name")]
    [InlineData("spec.template.spec.containers.0.securityContext.seccompProfile", "type", "\"Unconfined\"",
        "StatefulSet.spec.template.spec.containers[0].securityContext.seccompProfile.type: "
        + "\"Unconfined\" is none of 'RuntimeDefault'")]
    public async Task A_fault_of_shape_is_found(string at, string field, string json, string fault)
    {
        var set = (await HelmRender.AcceptAsync(ValueSets.Least)).One("StatefulSet");
        set.At(at)!.AsObject()[field] = JsonNode.Parse(json);
        Assert.Equal(fault, Assert.Single(Shape.Faults(set)));
    }

    [Fact]
    public async Task A_missing_field_is_found()
    {
        var set = (await HelmRender.AcceptAsync(ValueSets.Least)).One("StatefulSet");
        _ = set["spec"]!.AsObject().Remove("serviceName");
        Assert.Equal("StatefulSet.spec.serviceName: is missing", Assert.Single(Shape.Faults(set)));
    }
}
