using Bellwether.Agent.Deployments;
using Bellwether.Agent.Judging;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Watching;

/// <summary>A person who promoted a version knew what had failed by then: that takes nothing back.</summary>
internal static class HumanPromote
{
    /// <summary>Whether everything that fails now had failed when a person promoted it all the same.</summary>
    public static bool Covers(Deployment deployment, Judgement judgement)
    {
        if (deployment.Override?.Decision is not Decision.Promote || deployment.Verdicts is not [.., var told])
            return false;
        var known = Failed(told.Evidence).ToHashSet(StringComparer.Ordinal);
        return Failed(judgement.Evidence).All(known.Contains);
    }

    private static IEnumerable<string> Failed(IEnumerable<Evidence> evidence) =>
        evidence.Where(each => each.Outcome == Outcome.Fail).Select(each => each.Rule);
}
