using System.Security.Cryptography;

namespace Bellwether.Agent.Storage.Ledger;

/// <summary>A record of the journal as it lies in the file, before anyone has believed a word of it.</summary>
internal sealed record LedgerRow
{
    /// <summary>The one flag: channels deliver it.</summary>
    public const long OutgoingFlag = 1;

    public required long Sequence { get; init; }

    /// <summary>When it was written: ticks of 100 ns in UTC. Any number, where somebody changed it.</summary>
    public required long AtTicks { get; init; }

    public required string Kind { get; init; }

    public string? Deployment { get; init; }

    public string? Key { get; init; }

    /// <summary>0 or <see cref="OutgoingFlag"/>.</summary>
    public long Flags { get; init; }

    /// <summary>Null where it was pruned.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>SHA-256 of a body that was pruned; null while the body is there.</summary>
    public byte[]? Digest { get; init; }

    /// <summary>32 bytes; see the journal's chain.</summary>
    public byte[] Hash { get; init; } = [];

    /// <summary>SHA-256 of the body, also where only that is left.</summary>
    public byte[] BodyDigest => Body is { } body ? SHA256.HashData(body.Span) : Digest ?? [];

    /// <summary>The same record with its body's digest in place of the body: its hash stays the same.</summary>
    public LedgerRow Pruned() => this with { Body = null, Digest = BodyDigest };
}
