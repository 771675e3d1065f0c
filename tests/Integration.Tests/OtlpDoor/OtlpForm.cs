namespace Bellwether.Integration.Tests.OtlpDoor;

/// <summary>How an application sends.</summary>
internal sealed record OtlpForm(bool IsDelta, bool IsExponential);
