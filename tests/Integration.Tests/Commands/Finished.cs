namespace Bellwether.Integration.Tests.Commands;

/// <summary>How a run of the program ended.</summary>
internal sealed record Finished(int Code, string Out, string Error);
