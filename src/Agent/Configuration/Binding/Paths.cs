using System.Text.Json;

namespace Bellwether.Agent.Configuration.Binding;

/// <summary>How a place in the document and a key are written.</summary>
internal static class Paths
{
    public static string Key(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    public static string Item(string path, int index) => $"{path}[{index}]";

    /// <summary><c>FailAfter</c> is <c>fail-after</c> in the file.</summary>
    public static string Kebab(string member) => JsonNamingPolicy.KebabCaseLower.ConvertName(member);
}
