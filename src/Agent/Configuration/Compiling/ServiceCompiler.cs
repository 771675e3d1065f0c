using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Configuration.Scalars;
using Bellwether.Agent.Judging.Rules;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;
using Bellwether.Probes.Exec;
using Bellwether.Probes.HealthChecks;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>Makes the parts of one service's plan, and refuses what could be read but can never work.</summary>
/// <param name="part">The service as it was bound.</param>
/// <param name="binder">Knows where everything stands.</param>
/// <param name="catalogs">Kinds of probe.</param>
/// <param name="policy">The policy; null where it could not be read, and then nothing is held against it.</param>
/// <param name="checks">Finds health checks.</param>
internal sealed class ServiceCompiler(
    ServicePart part, OptionsBinder binder, Catalogs catalogs, PolicyPlan? policy, HealthChecks checks)
{
    private readonly SignalNames _names = new();

    /// <summary>The probes, in the order of the file. Call first: the others refer to them.</summary>
    public IReadOnlyList<ProbePlan> Probes()
    {
        var plans = new List<ProbePlan>();
        if (part.Probes is { Count: 0 })
            binder.Fault(part.Options, nameof(part.Probes),
                "needs at least one probe: without a look there is nothing to judge");
        foreach (var item in part.Probes ?? [])
        {
            var options = item.Kind?.Options as IProbeOptions;
            if (item.Name is null or "")
                _names.IsIncomplete = true;
            else if (!_names.AddProbe(item.Name, catalogs.Probes.FirstOrDefault(k => k.Name == item.Kind?.Kind),
                options is not null && binder.IsSound(options) ? options : null))
                binder.Fault(item, nameof(item.Name), $"there are two probes '{item.Name}'");
            if (options is null || !binder.IsSound(options))
                continue;
            CheckPace(options);
            if (options is HealthCheckProbeOptions check) checks.Prepare(check);
            if (options is ExecProbeOptions exec) ProgramArguments.Check(binder, exec);
            plans.Add(new ProbePlan(item.Name ?? "", catalogs.Probes.First(k => k.Name == item.Kind!.Kind), options)
            {
                BySidecars = item.LookedAtBy is LookedAtBy.Sidecars,
            });
        }

        return plans;
    }

    /// <summary>The operator's own signals, in the order of the file.</summary>
    public IReadOnlyList<SignalPlan> Signals()
    {
        var plans = new List<SignalPlan>();
        foreach (var item in part.Signals ?? [])
        {
            if (!binder.IsSound(item))
            {
                _names.IsIncomplete = true;
                continue;
            }

            var plan = item.Compile();
            if (_names.FaultOf(plan) is { } fault)
                binder.Fault(item, nameof(item.Name), fault);
            else if (!_names.AddSignal(plan))
                binder.Fault(item, nameof(item.Name), $"there are two signals '{plan.Name}'");
            if (!_names.HasProbe(plan.From) && !_names.IsIncomplete)
                binder.Fault(item, nameof(item.From), $"there is no probe '{plan.From}'{_names.ProbeHint(plan.From)}");
            else if (plan.Kind is not SignalKind.Gauge && !_names.ReadsPage(plan.From))
                binder.Fault(item, nameof(item.From),
                    $"the probe '{plan.From}' reads no page: only a gauge can be made of what it sees");
            plans.Add(plan);
        }

        return plans;
    }

    /// <summary>The rules, in the order of the file; null where the file has none and the default rules hold.</summary>
    public IReadOnlyList<RulePlan>? Rules()
    {
        if (part.Rules is null)
            return null;
        if (part.Rules.Count == 0)
            binder.Fault(part.Options, nameof(part.Rules),
                "is empty: nothing would be judged; take the key out for the default rules");
        var plans = new List<RulePlan>();
        var seen = new HashSet<string>();
        foreach (var item in part.Rules)
        {
            if (item.Name is { Length: > 0 } && !seen.Add(item.Name))
                binder.Fault(item, nameof(item.Name), $"there are two rules '{item.Name}'");
            if (Compiled(item) is { } plan)
                plans.Add(plan);
        }

        return plans;
    }

    private RulePlan? Compiled(RuleItem item)
    {
        if (item.Signal is null or "")
            return null;
        var (facts, fault) = _names.Find(item.Signal);
        if (fault is not null)
            binder.Fault(item, nameof(item.Signal), fault);
        if (facts is null || policy is null || item.Kind?.Options is not IRuleOptions options
            || !binder.IsSound(options))
            return null;
        var context = new RuleContext
        {
            Name = item.Name ?? "",
            Signal = facts,
            Critical = item.Critical,
            Policy = policy,
        };
        // What names no member of the options is wrong between the rule and its signal.
        foreach (var result in options.Check(context))
            if (result.MemberNames.FirstOrDefault() is { } member)
                binder.Fault(options, member, result.ErrorMessage!);
            else
                binder.Fault(item, nameof(item.Signal), result.ErrorMessage!);
        return binder.IsSound(options) && binder.IsSound(item) ? options.Compile(context) : null;
    }

    private void CheckPace(IProbeOptions options)
    {
        if (policy is null || options.Every <= policy.Interval)
            return;
        var isStated = binder.PlaceOf(options).Map.Find("every") is not null;
        binder.Fault(options, nameof(options.Every),
            (isStated ? "" : $"every is {Duration.Write(options.Every)} by default and ")
            + $"must be at most the policy's interval of {Duration.Write(policy.Interval)}: a point without a look is "
                + $"missing");
    }
}
