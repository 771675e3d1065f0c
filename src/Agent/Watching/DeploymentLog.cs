using System.Text.Json;
using Bellwether.Agent.Deployments;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Watching;

/// <summary>Tells the log what happens to deployments: one line for each turn, after it is durable.</summary>
internal sealed partial class DeploymentLog : IDisposable
{
    private readonly DeploymentBook _book;
    private readonly ILogger<DeploymentLog> _log;

    public DeploymentLog(DeploymentBook book, ILogger<DeploymentLog> log)
    {
        (_book, _log) = (book, log);
        book.Happened += Happened;
    }

    public void Dispose() => _book.Happened -= Happened;

    private void Happened(Deployment deployment, DeploymentEvent happened)
    {
        var (id, started) = (deployment.Id, deployment.Started);
        switch (happened)
        {
            case Accepted { Unannounced: false }:
                Announced(id, started.Attempt, started.Service, started.Environment, started.Version);
                break;
            case Accepted:
                Noticed(id, started.Service, started.Environment, started.Version);
                break;
            case NewVersionSeen seen:
                Seen(id, started.Service, seen.T0, seen.Sign is { } sign ? Word(sign) : "none");
                break;
            case VerdictReached { Verdict: var verdict }:
                Verdict(verdict);
                break;
            case RolledBack:
                PutBack(id, started.Service);
                break;
            case RecoveryEnded { Recovery: var recovery }:
                Recovery(id, started.Service, recovery.Recovered ? "recovered" : "not recovered", recovery.Summary);
                break;
            case Overridden { Act: var act }:
                Overruled(id, started.Service, Word(act.Decision), act.Actor, act.Reason);
                break;
            case Held { Act: var hold }:
                Hold(id, started.Service, hold.Actor, hold.Reason);
                break;
            case Released { Act: var release }:
                Release(id, started.Service, release.Actor);
                break;
            case FeedbackNoted { Act: var feedback }:
                Feedback(id, started.Service, Word(feedback.Kind), feedback.Actor, feedback.Reason);
                break;
            case CalledOff off:
                Cancelled(id, started.Service, off.Actor ?? "nobody", off.Reason ?? "none given");
                break;
            case Closed closed:
                End(id, started.Service, closed.Reason);
                break;
        }
    }

    private void Verdict(VerdictIssued verdict)
    {
        var cause = verdict.Cause is { } why ? Word(why) : "none";
        // What somebody may have to get up for is a warning; the level is what a log is searched by first.
        if (verdict.Decision is Decision.Rollback)
            RolledBackOn(verdict.DeploymentId, verdict.Attempt, verdict.Service, verdict.Environment,
                Word(verdict.Phase), verdict.Step, Word(verdict.Decision), cause, verdict.Advisory, verdict.VerdictId,
                verdict.Summary);
        else
            Decided(verdict.DeploymentId, verdict.Attempt, verdict.Service, verdict.Environment,
                Word(verdict.Phase), verdict.Step, Word(verdict.Decision), cause, verdict.Advisory, verdict.VerdictId,
                verdict.Summary);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());

    private const string VerdictForm = "Deployment {Deployment} (attempt {Attempt}) of {Service} in {Environment}, "
        + "{Phase} step {Step}: {Decision}, cause {Cause}, advisory {Advisory}, verdict {Verdict}: {Summary}";

    [LoggerMessage(3101, LogLevel.Information,
        "Deployment {Deployment} (attempt {Attempt}) of {Service} in {Environment} was announced: version {Version}.")]
    private partial void Announced(string deployment, int attempt, string service, string environment, string version);

    [LoggerMessage(3102, LogLevel.Information,
        "Deployment {Deployment} of {Service} in {Environment} was noticed, and nobody announced it: version "
        + "{Version}.")]
    private partial void Noticed(string deployment, string service, string environment, string version);

    [LoggerMessage(3103, LogLevel.Information,
        "Deployment {Deployment} of {Service}: the new version is there since {T0:O}, by the sign {Sign}.")]
    private partial void Seen(string deployment, string service, DateTimeOffset t0, string sign);

    [LoggerMessage(3104, LogLevel.Information, VerdictForm)]
    private partial void Decided(
        string deployment, int attempt, string service, string environment, string phase, int step, string decision,
        string cause, bool advisory, string verdict, string summary);

    [LoggerMessage(3105, LogLevel.Warning, VerdictForm)]
    private partial void RolledBackOn(
        string deployment, int attempt, string service, string environment, string phase, int step, string decision,
        string cause, bool advisory, string verdict, string summary);

    [LoggerMessage(3106, LogLevel.Information,
        "Deployment {Deployment} of {Service}: the version before was put back.")]
    private partial void PutBack(string deployment, string service);

    [LoggerMessage(3107, LogLevel.Information, "Deployment {Deployment} of {Service}: {Recovery}: {Summary}")]
    private partial void Recovery(string deployment, string service, string recovery, string summary);

    [LoggerMessage(3108, LogLevel.Warning,
        "Deployment {Deployment} of {Service} was overridden with {Decision} by {Actor}: {Reason}")]
    private partial void Overruled(string deployment, string service, string decision, string actor, string reason);

    [LoggerMessage(3109, LogLevel.Information, "Deployment {Deployment} of {Service} is held by {Actor}: {Reason}")]
    private partial void Hold(string deployment, string service, string actor, string reason);

    [LoggerMessage(3110, LogLevel.Information, "Deployment {Deployment} of {Service} was released by {Actor}.")]
    private partial void Release(string deployment, string service, string actor);

    [LoggerMessage(3111, LogLevel.Warning,
        "Deployment {Deployment} of {Service}: its verdict was called wrong ({Kind}) by {Actor}: {Reason}")]
    private partial void Feedback(string deployment, string service, string kind, string actor, string reason);

    [LoggerMessage(3112, LogLevel.Information,
        "Deployment {Deployment} of {Service} was cancelled by {Actor}: {Reason}")]
    private partial void Cancelled(string deployment, string service, string actor, string reason);

    [LoggerMessage(3113, LogLevel.Information, "Deployment {Deployment} of {Service} is closed: {Reason}")]
    private partial void End(string deployment, string service, string reason);
}
