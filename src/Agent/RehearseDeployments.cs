using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Local;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Rehearsing;
using Bellwether.Agent.Tables;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent;

/// <summary><c>replay --at</c> and <c>replay --calibrate</c>: rules on a history, with real or pretend
/// deployments.</summary>
internal static class RehearseDeployments
{
    public static async Task<int> RunAsync(RehearsalRequest request, Terminal terminal, CancellationToken stopping)
    {
        var plan = request.ConfigFile is { } file
            ? ServiceOfPlan.Load(file, request.Service, terminal) : ((AgentPlan Agent, WatchPlan Service)?)null;
        try
        {
            var (source, table) = TableOf(request, plan?.Agent, plan?.Service, terminal);
            var rules = RulesOf(request, plan?.Service, table);
            await terminal.Out.WriteLineAsync(request.Calibration is { } calibration
                ? await CalibrateAsync(request, table, rules, calibration with { Source = source }, terminal, stopping)
                : Verdicts(request, table, rules));
            return ExitCodes.Ok;
        }
        catch (Exception e) when (e is TableException or RehearsalException)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private static (string Source, PointTable Table) TableOf(
        RehearsalRequest request, AgentPlan? agent, WatchPlan? service, Terminal terminal)
    {
        var wanted = service?.Policy.Interval;
        if (request.Csv is { } csv)
            return (Path.GetFileName(csv), Widened(TableMaker.Of(
                CsvFile.Read(csv, request.Columns), request.Columns), wanted));
        var folder = ServiceOfPlan.FolderOf(request.StateFolder ?? agent?.StateFolder);
        var named = (service?.Service ?? request.Service, request.Environment ?? service?.Environment);
        var table = StoredSignals.Read(
            folder, named, (DateTimeOffset.UnixEpoch, terminal.Time.GetUtcNow()), request.Columns.Interval);
        if (request.Columns.Only.Count > 0)
            table = table with { Signals = [.. table.Signals.Where(of => request.Columns.Only.Contains(of.Name))] };
        return (named.Item1 ?? "the stored history", Widened(table, wanted));
    }

    /// <summary>A policy judges points of its own width; where the history has wider ones, those are judged.</summary>
    private static PointTable Widened(PointTable table, TimeSpan? wanted) =>
        wanted is { } interval && interval > table.Grid.Interval && interval.Ticks % table.Grid.Interval.Ticks == 0
            ? CoarserTable.Of(table, interval) : table;

    private static RehearsedRules RulesOf(RehearsalRequest request, WatchPlan? service, PointTable table)
    {
        if (service is null) return request.Rules.Of(table);
        var policy = service.Policy with
        {
            WarmUp = request.Rules.WarmUp ?? service.Policy.WarmUp,
            Window = request.Rules.Window ?? service.Policy.Window,
            FalseRollbackBudget = request.Rules.Budget ?? service.Policy.FalseRollbackBudget,
        };
        return RulesOfPlan.Of(service with { Policy = policy }, table);
    }

    private static string Verdicts(RehearsalRequest request, PointTable table, RehearsedRules rules)
    {
        var rehearsal = new Rehearsal(table, rules);
        var verdicts = request.Times
            .Select(t0 => new RehearsedVerdict(t0, rehearsal.Judge(IndexOf(t0, table)))).ToList();
        return request.AsJson
            ? VerdictsText.Json(verdicts) : VerdictsText.Of(verdicts, table.Grid.Interval, rules.Notes);
    }

    /// <summary>The first whole point after a deployment; the one that holds it belongs to neither side.</summary>
    private static int IndexOf(DateTimeOffset t0, PointTable table)
    {
        var index = (int)Math.Ceiling((t0 - table.Grid.Start) / table.Grid.Interval);
        return index > 0 && index < table.Points ? index : throw new RehearsalException(
            $"{UtcInstant.Format(t0)} lies outside of the history, which is from {UtcInstant.Format(table.At(0))} to"
            + $" {UtcInstant.Format(table.At(table.Points))}");
    }

    private static async Task<string> CalibrateAsync(
        RehearsalRequest request, PointTable table, RehearsedRules rules, RehearsalPlan plan, Terminal terminal,
        CancellationToken stopping)
    {
        RehearsalReport report;
        using (var progress = new ProgressLine(terminal, "pretend deployments"))
            report = RehearsalRun.Run(table, rules, plan, progress.Report, stopping);
        if (request.Page is { } page)
        {
            CsvFile.Write(page, text => text.Write(RehearsalPage.Of(report)));
            await terminal.Error.WriteLineAsync($"wrote {page}");
        }

        return request.AsJson ? RehearsalJson.Of(report) : RehearsalText.Of(report);
    }
}
