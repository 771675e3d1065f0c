namespace Bellwether.Integration.Tests.OtlpDoor;

/// <summary>A test that needs node; skipped where there is none.</summary>
internal sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute() => Skip = NodeModules.NodeFault;
}
