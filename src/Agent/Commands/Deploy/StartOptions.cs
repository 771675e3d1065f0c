using System.CommandLine;
using Bellwether.Contracts;
using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Commands.Deploy;

/// <summary>What <c>deploy start</c> takes.</summary>
internal sealed class StartOptions
{
    /// <summary>Longest version, in characters.</summary>
    private const int MaxVersion = 128;

    private readonly Option<string> _service = SharedOptions.Service();
    private readonly Option<string> _environment = SharedOptions.Environment();
    private readonly Option<string> _version = Version("--version", "The version that is brought");
    private readonly Option<string> _previous = Version("--previous-version", "The version that runs now");
    private readonly Option<string?> _deployment = Id();
    private readonly Option<int?> _attempt = SharedOptions.Number(
        "--attempt", "Which try at this deployment; a higher one opens a closed one again", least: 1);

    private readonly Option<Strategy?> _strategy = Choices.Option(
        "--strategy", "How the new version is brought", "replace", Enum.GetValues<Strategy>());

    private readonly Option<string[]> _unsafeReasons = new("--rollback-unsafe")
    {
        Description = "Why undoing would be unsafe, such as a migration; may be given several times",
        HelpName = "reason",
    };

    private readonly Option<string?> _digest = new("--artifact-digest")
    {
        Description = "Digest of the artifact, sha256:…",
        HelpName = "digest",
    };

    private readonly Option<string?> _actor = SharedOptions.Actor();

    public void AddTo(Verb verb)
    {
        _version.Required = true;
        Option[] all =
        [
            _service, _environment, _version, _previous, _deployment, _attempt, _strategy, _unsafeReasons, _digest,
            _actor,
        ];
        foreach (var option in all) verb.Options.Add(option);
    }

    /// <summary>The message. The moment is left to the agent: its clock is the one that the points are timed
    /// by.</summary>
    public DeploymentStarted Read(ParseResult words, DateTimeOffset now)
    {
        var (name, brought) = (words.GetRequiredValue(_service), words.GetRequiredValue(_version));
        return new()
        {
            DeploymentId = words.GetValue(_deployment) ?? NewDeploymentId.Of(name, brought, now),
            Attempt = words.GetValue(_attempt) ?? 1,
            Service = name,
            Environment = words.GetRequiredValue(_environment),
            Version = brought,
            PreviousVersion = words.GetValue(_previous),
            ArtifactDigest = words.GetValue(_digest),
            Strategy = words.GetValue(_strategy) ?? Strategy.Replace,
            RollbackUnsafe = words.GetValue(_unsafeReasons) ?? [],
            Actor = Actors.Named(words.GetValue(_actor)),
        };
    }

    private static Option<string> Version(string name, string description)
    {
        var option = new Option<string>(name) { Description = description, HelpName = "version" };
        option.Validators.Add(result => SharedOptions.Check(result, IsVersion, "1 to 128 printable characters"));
        return option;
    }

    private static bool IsVersion(string text) => text.Length is > 0 and <= MaxVersion && !text.Any(char.IsControl);

    private static Option<string?> Id()
    {
        var option = new Option<string?>("--deployment")
        {
            Description = "The deployment's id; made of service, version and time where it is not given",
            HelpName = "id",
        };
        option.Validators.Add(result => SharedOptions.Check(result, Ids.IsId, SharedOptions.IdHint));
        return option;
    }
}
