using System.CommandLine;
using Bellwether.Contracts;
using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Commands.Deploy;

/// <summary>What <c>deploy start</c> takes.</summary>
internal sealed class StartOptions
{
    /// <summary>Longest version, in characters.</summary>
    private const int MaxVersion = 128;

    private readonly Option<string> service = SharedOptions.Service();
    private readonly Option<string> environment = SharedOptions.Environment();
    private readonly Option<string> version = Version("--version", "The version that is brought");
    private readonly Option<string> previous = Version("--previous-version", "The version that runs now");
    private readonly Option<string?> deployment = Id();
    private readonly Option<int?> attempt = SharedOptions.Number(
        "--attempt", "Which try at this deployment; a higher one opens a closed one again", least: 1);

    private readonly Option<Strategy?> strategy = Choices.Option(
        "--strategy", "How the new version is brought", "replace", Enum.GetValues<Strategy>());

    private readonly Option<string[]> unsafeReasons = new("--rollback-unsafe")
    {
        Description = "Why undoing would be unsafe, such as a migration; may be given several times",
        HelpName = "reason",
    };

    private readonly Option<string?> digest = new("--artifact-digest")
    {
        Description = "Digest of the artifact, sha256:…",
        HelpName = "digest",
    };

    private readonly Option<string?> actor = SharedOptions.Actor();

    public void AddTo(Verb verb)
    {
        version.Required = true;
        Option[] all =
        [
            service, environment, version, previous, deployment, attempt, strategy, unsafeReasons, digest, actor,
        ];
        foreach (var option in all) verb.Options.Add(option);
    }

    /// <summary>The message. The moment is left to the agent: its clock is the one that the points are timed
    /// by.</summary>
    public DeploymentStarted Read(ParseResult words, DateTimeOffset now)
    {
        var (name, brought) = (words.GetRequiredValue(service), words.GetRequiredValue(version));
        return new()
        {
            DeploymentId = words.GetValue(deployment) ?? NewDeploymentId.Of(name, brought, now),
            Attempt = words.GetValue(attempt) ?? 1,
            Service = name,
            Environment = words.GetRequiredValue(environment),
            Version = brought,
            PreviousVersion = words.GetValue(previous),
            ArtifactDigest = words.GetValue(digest),
            Strategy = words.GetValue(strategy) ?? Strategy.Replace,
            RollbackUnsafe = words.GetValue(unsafeReasons) ?? [],
            Actor = Actors.Named(words.GetValue(actor)),
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
