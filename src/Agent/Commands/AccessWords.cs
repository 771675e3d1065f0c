using System.CommandLine;
using Bellwether.Agent.Commands.Client;

namespace Bellwether.Agent.Commands;

/// <summary>The options by which a command shows who it is. There is none that takes a token itself: a command line is
/// seen by everybody on the host.</summary>
internal sealed class AccessWords
{
    public const string TokenVariable = "BELLWETHER_TOKEN";

    private const string CredentialsVariable = "CREDENTIALS_DIRECTORY";
    private const string CredentialName = "agent-token";
    private const int LargestFile = 256 * 1024;

    private readonly Option<string?> _tokenFile = Named("--token-file",
        $"File with the token; else {TokenVariable}, else $CREDENTIALS_DIRECTORY/{CredentialName}");

    private readonly Option<string?> _authority = Named("--ca",
        "PEM file of the only authorities to believe; else BELLWETHER_CA");

    private readonly Option<string?> _certificate = Named("--client-certificate",
        "PEM file of a certificate to show; else BELLWETHER_CLIENT_CERTIFICATE");

    private readonly Option<string?> _key = Named("--client-key",
        "PEM file of its key; else BELLWETHER_CLIENT_KEY");

    private readonly Option<bool> _insecure = new("--insecure-http")
    {
        Description = "Send the token over plain http beyond this host; else BELLWETHER_INSECURE_HTTP=1",
    };

    public void AddTo(Command command)
    {
        Option[] all = [_tokenFile, _authority, _certificate, _key, _insecure, Refused()];
        foreach (var option in all) command.Options.Add(option);
    }

    /// <exception cref="CommandFailedException">A file cannot be used; what it holds is not told.</exception>
    public ClientAccess Read(ParseResult words, Func<string, string?> variable)
    {
        var certificate = words.GetValue(_certificate) ?? NotEmpty(variable("BELLWETHER_CLIENT_CERTIFICATE"));
        var key = words.GetValue(_key) ?? NotEmpty(variable("BELLWETHER_CLIENT_KEY"));
        if (certificate is null != key is null)
            throw new CommandFailedException("--client-certificate and --client-key go together");
        var authority = words.GetValue(_authority) ?? NotEmpty(variable("BELLWETHER_CA"));
        return new()
        {
            Token = Token(words, variable),
            Authorities = authority is null ? null : TextOf(authority, "--ca"),
            Certificate = certificate is null ? null
                : (TextOf(certificate, "--client-certificate"), TextOf(key!, "--client-key")),
            InsecureHttp = words.GetValue(_insecure) || variable("BELLWETHER_INSECURE_HTTP") == "1",
        };
    }

    // Whoever writes it gets to know why not, and what was written is not shown once more.
    private static Option<string?> Refused()
    {
        var option = new Option<string?>("--token")
        {
            Description = "Refused: see --token-file",
            Hidden = true,
        };
        option.Validators.Add(result => result.AddError(
            "--token: a token on a command line is seen by everybody on the host; "
            + $"put it into a file and give --token-file, or into {TokenVariable}"));
        return option;
    }

    private string? Token(ParseResult words, Func<string, string?> variable)
    {
        if (words.GetValue(_tokenFile) is { } file) return Shown(TextOf(file, "--token-file"), "--token-file");
        if (NotEmpty(variable(TokenVariable)) is { } token) return Shown(token, TokenVariable);
        if (NotEmpty(variable(CredentialsVariable)) is not { } folder) return null;
        var credential = Path.Combine(folder, CredentialName);
        return File.Exists(credential) ? Shown(TextOf(credential, CredentialName), CredentialName) : null;
    }

    private static string Shown(string text, string from)
    {
        var token = text.Trim();
        return token.Length > 0 && token.All(c => c is > ' ' and <= '~') ? token
            : throw new CommandFailedException($"{from} holds no token: one line of letters, digits and signs");
    }

    private static string TextOf(string file, string from)
    {
        try
        {
            var length = new FileInfo(file).Length;
            return length <= LargestFile ? File.ReadAllText(file)
                : throw new CommandFailedException($"{from}: the file {file} is larger than {LargestFile / 1024} KiB");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{from}: the file {file} cannot be read ({e.GetType().Name})", e);
        }
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static Option<string?> Named(string name, string description) =>
        new(name) { Description = description, HelpName = "file" };
}
