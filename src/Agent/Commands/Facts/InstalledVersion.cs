namespace Bellwether.Agent.Commands.Facts;

/// <summary>What runs here.</summary>
/// <param name="Version">The program's own version.</param>
/// <param name="Runtime">The .NET runtime, in words.</param>
/// <param name="Platform">Operating system and processor, such as linux-x64.</param>
internal sealed record InstalledVersion(string Version, string Runtime, string Platform);
