using System.Text.Json;

namespace Bellwether.Agent.Tests.Judging;

/// <summary>Cases of public suites, where they lie beside the repository in <c>shared/vectors</c>.</summary>
internal static class SharedVectors
{
    /// <summary>The suite's cases of one kind; null where the folder is absent.</summary>
    public static IReadOnlyList<JsonElement>? Find(string file, string kind)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "../shared/vectors", file);
            if (!File.Exists(path)) continue;
            var suite = JsonDocument.Parse(File.ReadAllBytes(path)).RootElement;
            return [.. suite.GetProperty("vectors").EnumerateArray()
                .Where(one => one.GetProperty("kind").GetString() == kind)];
        }

        return null;
    }

    /// <summary>Numbers of a case; null is missing.</summary>
    public static double[] Numbers(this JsonElement one, string name) =>
        [.. one.GetProperty(name).EnumerateArray()
            .Select(number => number.ValueKind == JsonValueKind.Null ? double.NaN : number.GetDouble())];
}
