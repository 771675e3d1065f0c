using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Rehearsing;

/// <summary>The verdict that there would have been on a deployment.</summary>
/// <param name="T0">When it was, as asked for.</param>
/// <param name="Answer">What the judge says.</param>
internal sealed record RehearsedVerdict(DateTimeOffset T0, CaseAnswer Answer);
