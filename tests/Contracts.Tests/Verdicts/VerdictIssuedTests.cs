using System.Text.Json;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Tests.Verdicts;

public sealed class VerdictIssuedTests
{
    private const string Example = """
        {
          "schema": 1, "verdictId": "checkout-8f2c:host-17:watch:0:1",
          "deploymentId": "checkout-8f2c", "attempt": 1, "service": "checkout", "environment": "production",
          "agent": {"id": "host-17", "epoch": 42, "version": "1.0.0"}, "scope": "host-17",
          "instances": ["10.0.0.17:8080"],
          "version": "2.4.1", "previousVersion": "2.4.0", "artifactDigest": "sha256:00", "strategy": "replace",
          "phase": "watch", "step": 0, "t0": "2026-01-31T12:00:00Z", "decision": "rollback", "cause": null,
          "advisory": false,
          "summary": "p99 latency 215 ms, was 120 ms: 1.8 times the baseline on 5 400 requests",
          "evidence": [{
            "rule": "latency-p99", "signal": "app.latency.p99", "outcome": "fail", "critical": true,
            "method": "placebo", "statistic": "rmed", "unit": "seconds",
            "baseline": {"kind": "before", "from": "2026-01-31T11:00:00Z", "to": "2026-01-31T12:00:00Z",
              "points": 60, "requests": 21600, "value": 0.120},
            "observed": {"from": "2026-01-31T12:00:00Z", "to": "2026-01-31T12:14:00Z",
              "points": 14, "requests": 5400, "value": 0.215},
            "effect": 0.79, "low": 0.62, "high": 0.98, "strength": 11.4, "placebos": 640, "exceeded": 0,
            "explanation": "worse than all 640 pretend deployments (extrapolated: about 1 in 16 000)"}],
          "falseRollbackBudget": 0.05, "rollbackSafety": {"safe": true, "reasons": []}, "dataCoverage": 0.98,
          "policyDigest": "sha256:00", "journalHead": "sha256:00",
          "decidedAt": "2026-01-31T12:14:00Z", "validUntil": "2026-01-31T12:44:00Z"
        }
        """;

    [Fact]
    public void The_verdict_of_the_design_reads()
    {
        var verdict = JsonSerializer.Deserialize(Example, ContractsJson.Wire.VerdictIssued)!;
        Assert.Equal(Decision.Rollback, verdict.Decision);
        Assert.Null(verdict.Cause);
        Assert.Equal(Strategy.Replace, verdict.Strategy);
        Assert.Equal(new AgentIdentity("host-17", 42, "1.0.0"), verdict.Agent);
        var evidence = Assert.Single(verdict.Evidence);
        Assert.Equal(Outcome.Fail, evidence.Outcome);
        Assert.Equal(0.12, evidence.Baseline!.Value);
        Assert.Equal(0.98, evidence.High);
        Assert.True(verdict.RollbackSafety.Safe);
        Assert.Equal(
            verdict.VerdictId,
            VerdictIssued.IdOf(verdict.DeploymentId, verdict.Scope, verdict.Phase, verdict.Step, verdict.Attempt));
    }

    [Theory]
    [InlineData("checkout-8f2c", "host-17", Phase.Watch, 0, 1, "checkout-8f2c:host-17:watch:0:1")]
    [InlineData("d.1", "fleet", Phase.Bake, 3, 2, "d.1:fleet:bake:3:2")]
    [InlineData("d", "a_b", Phase.Recovery, 0, 12, "d:a_b:recovery:0:12")]
    public void The_id_is_derived(string deployment, string scope, Phase phase, int step, int attempt, string id) =>
        Assert.Equal(id, VerdictIssued.IdOf(deployment, scope, phase, step, attempt));

    [Fact]
    public void Ids_of_different_verdicts_differ()
    {
        var ids =
            from scope in new[] { "a", "a.b", "fleet" }
            from phase in Enum.GetValues<Phase>()
            from step in new[] { 0, 1, 11 }
            from attempt in new[] { 1, 11 }
            select VerdictIssued.IdOf("d", scope, phase, step, attempt);
        Assert.Equal(3 * 4 * 3 * 2, ids.Distinct().Count());
    }
}
