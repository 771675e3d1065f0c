namespace Bellwether.Integration.Tests.Image;

/// <summary>How a container of the image is started.</summary>
internal sealed record ContainerPlan
{
    /// <summary>Words after the program.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Folders and files of this machine, where they are in the container, and whether they can be written
    /// to.</summary>
    public IReadOnlyList<(string From, string To, bool IsWritable)> Bound { get; init; } = [];

    /// <summary>Added to what the image sets.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Null: the machine's. <c>new</c>: loopback alone. A process id: that process's.</summary>
    public string? Network { get; init; }
}
