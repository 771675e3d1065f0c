using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>Makes this agent a sidecar: it looks, and sends what it saw to its home.</summary>
internal sealed class SidecarOptions : IValidatableObject
{
    /// <summary>Address of the agent that keeps the history and judges, such as http://bellwether:7070;
    /// required.</summary>
    [Required, Meaning("a pod has no past, so its history lives in a stand-alone agent: name that agent's address, such "
        + "as http://checkout-bellwether:7070")]
    public Uri? Home { get; init; }

    /// <summary>What it shows to its home: a token with the role points, put in from outside the file, such as
    /// "${cred:home}"; 16 to 512 characters. Default none.</summary>
    [DataType(DataType.Password), TokenText] public string? Token { get; init; }

    /// <summary>Name of the instance that it looks at. At most 128 characters, no blanks; default the agent's
    /// id.</summary>
    [DefaultValue("the agent's id"), RegularExpression(@"[^\s\p{Cc}]{1,128}",
        ErrorMessage = "instance must be 1 to 128 characters without blanks.")]
    public string? Instance { get; init; }

    /// <summary>Version of the instance, where neither a page nor a header names it; at most 128 characters. Default
    /// what the pages name.</summary>
    [StringLength(128), DefaultValue("what the pages name")] public string? Version { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Home is null) yield break;
        if (Home.Scheme is not ("http" or "https") || Home.UserInfo.Length > 0 || Home.PathAndQuery != "/"
            || Home.Fragment.Length > 0)
            yield return new("must be http or https with a host and a port alone, such as http://bellwether:7070",
                [nameof(Home)]);
    }
}
