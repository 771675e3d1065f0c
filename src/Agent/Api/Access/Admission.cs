using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Api.Access;

/// <summary>Whether a call is let in, and what it is told where not.</summary>
/// <param name="Status">HTTP status; 200 where it is let in.</param>
/// <param name="Reason">Short word for the count.</param>
/// <param name="Title">Title of the problem.</param>
/// <param name="Detail">What to do.</param>
internal sealed record Admission(int Status, string Reason, string Title, string Detail)
{
    private const string Realm = "Bearer realm=\"bellwether\"";

    public static Admission Granted { get; } = new(StatusCodes.Status200OK, "", "", "");

    public static Admission NotShown { get; } = new(
        StatusCodes.Status401Unauthorized, "not-shown", "Say who you are",
        "Send a token as 'Authorization: Bearer …', or a client certificate that is known here.")
    {
        Challenge = Realm,
    };

    public static Admission Wrong { get; } = new(
        StatusCodes.Status401Unauthorized, "wrong-token", "Not known here", "Nobody has this token.")
    {
        Challenge = $"{Realm}, error=\"invalid_token\"",
    };

    /// <summary>Value of WWW-Authenticate; null for none.</summary>
    public string? Challenge { get; private init; }

    /// <summary>After what time to come again; null where time changes nothing.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    public bool IsGranted => Status == StatusCodes.Status200OK;

    public static Admission Shut(TimeSpan wait) => new(
        StatusCodes.Status429TooManyRequests, "shut", "Too many wrong tokens", "Come again later, with the right one.")
    {
        RetryAfter = wait,
    };

    public static Admission Forbidden(string caller, Role? role) => new(
        StatusCodes.Status403Forbidden, "role", "Not allowed", role is null
            ? "This route says of no role that it may call it."
            : $"This needs the role {Word(role)}, which {caller} does not have.")
    {
        Challenge = role is null ? null : $"{Realm}, error=\"insufficient_scope\", scope=\"{Word(role)}\"",
    };

    private static string Word(Role? role) => $"{role}".ToLowerInvariant();
}
