namespace Bellwether.Agent.Signals;

/// <summary>Why a report of a sidecar is not taken.</summary>
internal sealed record ReportFault(ReportFaultKind Kind, string Text);
