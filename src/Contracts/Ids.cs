using System.Text.RegularExpressions;

namespace Bellwether.Contracts;

/// <summary>The characters that ids may hold. An id outside its set is refused, never escaped.</summary>
public static partial class Ids
{
    public const int MaxLength = 63;

    /// <summary>Whether it can name a service or an environment: <c>[a-z0-9][a-z0-9-]{0,62}</c>.</summary>
    public static bool IsName(string? id) => id is not null && Name().IsMatch(id);

    /// <summary>Whether it can be an agent's or a deployment's id: a name that may hold _ and . too.</summary>
    public static bool IsId(string? id) => id is not null && Id().IsMatch(id);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9._-]{0,62}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Id();
}
