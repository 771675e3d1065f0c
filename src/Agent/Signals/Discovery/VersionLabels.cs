namespace Bellwether.Agent.Signals.Discovery;

/// <summary>Where pages name the version of the service.</summary>
internal static class VersionLabels
{
    /// <summary>Longest version taken, in characters; a longer one is none.</summary>
    public const int LongestVersion = 128;

    private const string BuildSuffix = "_build_info";

    private static readonly (string Metric, string Label)[] s_known =
        [("target_info", "service_version"), ("app_info", "version"), ("build_info", "version"),
            ("application_info", "version")];

    // An exporter's own version is not that of what it tells about.
    private const string ExporterSuffix = "exporter_build_info";

    // These name the version of a library or a runtime, or of a proxy in front of the service.
    private static readonly string[] s_others =
        ["go_build_info", "dotnet_build_info", "prometheus_net_build_info", "haproxy_process_build_info",
            "nginx_ingress_controller_build_info"];

    /// <summary>The version, and in words where it stands; nulls where the page names none, or several.</summary>
    /// <param name="page">The page.</param>
    /// <param name="isProxy">Whether it is the page of a proxy, whose own version is not that of the service
    /// behind.</param>
    public static (string? Version, string? Source) Find(PageIndex page, bool isProxy = false)
    {
        foreach (var (metric, label) in s_known)
            if (Only(page, metric, label) is { } version)
                return (version, $"{metric}{{{label}}}");
        if (isProxy) return (null, null);
        var builds = page.Names
            .Where(name => name.EndsWith(BuildSuffix, StringComparison.Ordinal)
                && !name.EndsWith(ExporterSuffix, StringComparison.Ordinal) && !s_others.Contains(name))
            .Select(name => (Name: name, Version: Only(page, name, "version")))
            .Where(build => build.Version is not null).Take(2).ToList();
        return builds is [var only] ? (only.Version, $"{only.Name}{{version}}") : (null, null);
    }

    private static string? Only(PageIndex page, string metric, string label)
    {
        string? found = null;
        foreach (var sample in page[metric])
        {
            if (!sample.Value.Equals(1.0)
                || sample.Labels[label] is not { Length: > 0 and <= LongestVersion } version) continue;
            if (found is not null && found != version) return null;
            found = version;
        }

        return found;
    }
}
