using System.Globalization;
using System.Text.RegularExpressions;
using Bellwether.Contracts;

namespace Bellwether.Agent.Commands.Deploy;

/// <summary>The id of a deployment whose sender gave none.</summary>
internal static partial class NewDeploymentId
{
    /// <summary>Service, version and second in UTC, reduced to the characters and the length of an id.</summary>
    public static string Of(string service, string version, DateTimeOffset now)
    {
        var moment = now.UtcDateTime.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        var name = Foreign().Replace($"{service}-{version}".ToLowerInvariant(), "-");
        var room = Ids.MaxLength - moment.Length - 1;
        return $"{name[..Math.Min(room, name.Length)]}-{moment}";
    }

    [GeneratedRegex("[^a-z0-9._-]+", RegexOptions.CultureInvariant)]
    private static partial Regex Foreign();
}
