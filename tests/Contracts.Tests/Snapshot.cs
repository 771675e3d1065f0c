using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Bellwether.Contracts.Tests;

/// <summary>Files that pin what others rely on. BELLWETHER_UPDATE_SNAPSHOTS=1 writes them anew.</summary>
internal static class Snapshot
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The same JSON, for people: indented, nothing else changed.</summary>
    public static string Indented(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, Readable) + "\n";
    }

    /// <summary>Whether the file below the repository's root has exactly this text.</summary>
    public static void Matches(string file, string text)
    {
        var path = Path.Combine(Root(), file);
        if (Environment.GetEnvironmentVariable("BELLWETHER_UPDATE_SNAPSHOTS") == "1") File.WriteAllText(path, text);
        Assert.True(File.Exists(path), $"{file} is missing; BELLWETHER_UPDATE_SNAPSHOTS=1 dotnet test writes it");
        Assert.Equal(File.ReadAllText(path), text);
    }

    private static string Root([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}
