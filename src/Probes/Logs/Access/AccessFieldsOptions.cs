using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Logs.Access;

/// <summary>Names of the fields of a JSON access log; a dot leads into an object.</summary>
public sealed class AccessFieldsOptions
{
    /// <summary>The status. 1 to 128 characters; default the usual names.</summary>
    [DefaultValue("the usual names")][StringLength(128, MinimumLength = 1)] public string? Status { get; init; }

    /// <summary>The path or address. 1 to 128 characters; default the usual names.</summary>
    [DefaultValue("the usual names")][StringLength(128, MinimumLength = 1)] public string? Path { get; init; }

    /// <summary>The duration. 1 to 128 characters; default the usual names.</summary>
    [DefaultValue("the usual names")][StringLength(128, MinimumLength = 1)] public string? Duration { get; init; }

    /// <summary>The User-Agent. 1 to 128 characters; default the usual names.</summary>
    [DefaultValue("the usual names")][StringLength(128, MinimumLength = 1)] public string? UserAgent { get; init; }
}
