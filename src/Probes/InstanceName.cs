namespace Bellwether.Probes;

/// <summary>What the name of an instance may look like; it becomes a label and a part of keys.</summary>
internal static class InstanceName
{
    public const string Pattern = @"[^\s\p{Cc}]{1,128}";

    public const string Fault = "instance must be 1 to 128 characters without blanks.";
}
