using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Facts;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Commands.Facts;

public sealed class StatusTableTests
{
    private static readonly AgentIdentity Agent = new("host-1", 1, "1.0.0");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_row_says_the_decision_the_age_and_where_it_stands() => Assert.Equal(
        "d\tshop/production\t2\trollback\tawaiting-rollback\t12 min\tas it stands",
        Row(Status(Decision.Rollback)));

    [Fact]
    public void What_is_closed_still_says_how_it_was_decided() => Assert.Equal(
        ["rollback", "promote", "inconclusive (no-data)", "-"],
        [
            Cell(Status(Decision.Rollback) with { State = DeploymentState.Closed }),
            Cell(Status(Decision.Promote) with { State = DeploymentState.Closed }),
            Cell(Status(Decision.Inconclusive, Cause.NoData) with { State = DeploymentState.Closed }),
            Cell(Status(Decision.Promote) with { State = DeploymentState.Closed, Verdicts = [] }),
        ]);

    [Fact]
    public void What_only_advises_or_is_in_the_hand_of_a_person_is_told_with_it()
    {
        var advisory = Status(Decision.Rollback);
        advisory = advisory with { Advisory = true, Verdicts = [advisory.Verdicts[0] with { Advisory = true }] };
        Assert.Equal("rollback (advisory)", Cell(advisory));
        Assert.Equal("promote (overridden)", Cell(
            Status(Decision.Inconclusive, Cause.NoData) with { Overridden = "promote by ada: seen on the dashboard" }));
        Assert.Equal("promote (held)", Cell(Status(Decision.Promote) with { Held = "ada: freeze" }));
    }

    [Fact]
    public void While_a_step_is_watched_the_verdict_of_the_one_before_is_not_its_decision() =>
        Assert.Equal("pending", Cell(Status(Decision.Promote) with { State = DeploymentState.Watching }));

    [Fact]
    public void What_is_well_again_was_rolled_back()
    {
        var recovered = Status(Decision.Rollback) with
        {
            Recovery = new()
            {
                DeploymentId = "d",
                Attempt = 1,
                Service = "shop",
                Environment = "production",
                Agent = Agent,
                Recovered = true,
                Summary = "well again",
                Evidence = [],
                AssessedAt = _time.GetUtcNow(),
            },
            Summary = "well again",
        };
        Assert.Equal("Rolled back, recovered: well again", StatusCells.Stands(recovered));
        Assert.Contains("stands      Rolled back, recovered: well again", StatusText.Of(recovered),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8.4, "8 s")]
    [InlineData(-5, "0 s")]
    [InlineData(754, "12 min")]
    [InlineData(18_190, "5 h 3 min")]
    [InlineData(270_000, "3 d")]
    public void An_age_is_told_in_one_or_two_units(double seconds, string age) => Assert.Equal(
        age,
        StatusCells.Age(Status(Decision.Promote), Status(Decision.Promote).AnnouncedAt.AddSeconds(seconds)));

    private static string Cell(DeploymentStatus status) => StatusCells.Decision(status);

    private string Row(DeploymentStatus status)
    {
        using var output = new StringWriter();
        StatusTable.Print([status], new Terminal(output, TextWriter.Null, _time, IsInteractive: false));
        return output.ToString().ReplaceLineEndings("\n").Split('\n')[1];
    }

    private DeploymentStatus Status(Decision decision, Cause? cause = null) => new()
    {
        DeploymentId = "d",
        Attempt = 1,
        Service = "shop",
        Environment = "production",
        Version = "2",
        Strategy = Strategy.Replace,
        State = DeploymentState.AwaitingRollback,
        Step = 0,
        Advisory = false,
        AnnouncedAt = _time.GetUtcNow() - TimeSpan.FromMinutes(12),
        Summary = "as it stands",
        Verdicts =
        [
            new()
            {
                VerdictId = "d:host-1:watch:0:1",
                DeploymentId = "d",
                Attempt = 1,
                Service = "shop",
                Environment = "production",
                Agent = Agent,
                Scope = "host-1",
                Version = "2",
                Strategy = Strategy.Replace,
                Phase = Phase.Watch,
                Step = 0,
                Decision = decision,
                Cause = cause,
                Advisory = false,
                Summary = "why",
                Evidence = [],
                FalseRollbackBudget = 0.05,
                RollbackSafety = RollbackSafety.Unquestioned,
                DataCoverage = 1,
                PolicyDigest = "sha256:0",
                JournalHead = "sha256:0",
                DecidedAt = _time.GetUtcNow(),
                ValidUntil = _time.GetUtcNow(),
            },
        ],
    };
}
