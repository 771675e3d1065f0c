using Bellwether.Probes.Logs.Messages;

namespace Bellwether.Probes.Logs;

/// <summary>Where the errors that a probe knows are kept.</summary>
internal static class KnownErrors
{
    /// <summary>Bytes of a log's past from which the errors of before are learned.</summary>
    public const long PastBytes = 4 * 1024 * 1024;

    /// <summary>One set for all targets of a probe; null where nobody wants any.</summary>
    public static SignatureSet? Of(SignatureLimits? limits, ProbeContext context) => limits is null ? null
        : new(limits, context.Folder is null ? null : Path.Combine(context.Folder, context.Name + ".signatures"),
            context.Time);
}
