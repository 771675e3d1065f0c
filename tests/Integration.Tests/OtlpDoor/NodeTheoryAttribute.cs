namespace Bellwether.Integration.Tests.OtlpDoor;

/// <summary>A test that needs OpenTelemetry's JavaScript libraries; skipped, and why, where they cannot be
/// had.</summary>
internal sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute() => Skip = NodeModules.Fault;
}
