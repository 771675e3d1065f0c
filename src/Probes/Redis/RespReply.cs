namespace Bellwether.Probes.Redis;

/// <summary>One reply of Redis.</summary>
/// <param name="IsError">Whether it is an error; its first word is then its code.</param>
/// <param name="Text">The text, without its type and ends.</param>
internal readonly record struct RespReply(bool IsError, string Text)
{
    /// <summary>First word of an error, such as NOAUTH.</summary>
    public string Code => Text.Split(' ', 2)[0];
}
