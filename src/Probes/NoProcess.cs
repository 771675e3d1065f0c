using System.Text;

namespace Bellwether.Probes;

/// <summary>Numbers for what stands in the place of a process and has no id: none that a process can have.</summary>
internal static class NoProcess
{
    /// <summary>The kernel's largest process id.</summary>
    private const int LargestProcess = 1 << 22;

    /// <summary>FNV-1a: the same for the same name, whoever asks and whenever.</summary>
    public static int NumberFor(string name)
    {
        var hash = 2_166_136_261u;
        foreach (var one in Encoding.UTF8.GetBytes(name)) hash = (hash ^ one) * 16_777_619;
        return LargestProcess + 1 + (int)(hash % (int.MaxValue - LargestProcess - 1));
    }
}
