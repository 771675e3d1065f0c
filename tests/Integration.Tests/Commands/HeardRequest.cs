namespace Bellwether.Integration.Tests.Commands;

internal sealed record HeardRequest(string Method, string Target, string Body)
{
    /// <summary>Value of its Authorization header; empty for none.</summary>
    public string Authorization { get; init; } = "";
}
