using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Scenarios;

/// <summary>"at 10m inconclusive because no-data".</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="At">Time since t0.</param>
/// <param name="Decision">What the judge says then.</param>
/// <param name="Because">A rollback's failing rule, or the cause of an inconclusive; null: any.</param>
internal sealed record Expectation(int Line, TimeSpan At, Decision Decision, string? Because);
