using System.Text;
using System.Text.Json;
using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.History;
using Bellwether.Agent.Configuration.Compiling;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Importing;
using Bellwether.Agent.Importing.Prometheus;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Tables;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent;

/// <summary><c>history import</c>: reads all, checks all, and then writes all or nothing.</summary>
internal static class ImportHistory
{
    public static async Task<int> RunAsync(ImportRequest request, Terminal terminal, CancellationToken stopping)
    {
        var plan = request.ConfigFile is { } file
            ? ServiceOfPlan.Load(file, request.Service, terminal) : ((AgentPlan Agent, WatchPlan Service)?)null;
        var folder = ServiceOfPlan.FolderOf(request.StateFolder ?? plan?.Agent.StateFolder);
        var place = new HistoryPlace(
            plan?.Service.Service ?? request.Service!,
            request.Environment ?? plan?.Service.Environment ?? ServiceOfPlan.StandardEnvironment);
        try
        {
            // Held from the beginning: nobody wants to be told after an hour of asking that an agent runs.
            using var held = StateLock.Take(folder);
            var table = await TableAsync(request, plan?.Service, terminal, stopping);
            var limits = new HistoryLimits();
            using var history = StoredHistory.OpenToAdd(folder, limits);
            var oldest = terminal.Time.GetUtcNow() - limits.Keep;
            var done = new HistoryImport(history, table, place, oldest).Write();
            await terminal.Out.WriteLineAsync(request.AsJson ? Json(done, place, table) : Text(done, place, table));
            if (plan is null)
                await terminal.Error.WriteLineAsync($"an agent uses these points where its policy.interval is"
                    + $" {Durations.Format(table.Grid.Interval)} or a multiple of it; --config checks that");
            return ExitCodes.Ok;
        }
        catch (StorageException e) when (e.Trouble is StorageTrouble.Locked)
        {
            throw new CommandFailedException($"{e.Message} Nothing was imported.", e);
        }
        catch (Exception e) when (e is StorageException or TableException or ImportException)
        {
            throw new CommandFailedException(e.Message, e);
        }
    }

    private static async Task<PointTable> TableAsync(
        ImportRequest request, WatchPlan? plan, Terminal terminal, CancellationToken stopping)
    {
        var raw = request.Csv is { } file ? CsvFile.Read(file, request.Wishes)
            : await AskAsync(request, terminal, stopping);
        var signals = plan is null ? null : new PlanSignals(plan);
        var wishes = request.Prometheus is null ? request.Wishes : request.Wishes with { Interval = request.Step };
        var table = TableMaker.Of(raw, signals is null ? wishes : Completed(wishes, raw, signals));
        if (signals is not null) Check(table, plan!, signals);
        return table;
    }

    private static async Task<RawTable> AskAsync(ImportRequest request, Terminal terminal, CancellationToken stopping)
    {
        var limits = new PrometheusLimits();
        var now = terminal.Time.GetUtcNow();
        using var client = new PrometheusClient(request.Prometheus!, limits, terminal.Time);
        var range = (request.Since.At(now), request.Until?.At(now) ?? now);
        var table = new PrometheusTable(client, limits, range, request.Step);
        using var progress = new ProgressLine(terminal, "asking");
        return await table.ReadAsync(
            [.. request.Queries.Select(query => new PrometheusQuery(
                request.Wishes.Names.GetValueOrDefault(query.Key, query.Key), query.Value))],
            request.Prometheus!.Authority, progress.Report, stopping);
    }

    /// <summary>What the configuration knows of a signal need not be said again.</summary>
    private static SignalWishes Completed(SignalWishes wishes, RawTable raw, PlanSignals signals)
    {
        var kinds = new Dictionary<string, SignalKind>(wishes.Kinds, StringComparer.Ordinal);
        var units = new Dictionary<string, string>(wishes.Units, StringComparer.Ordinal);
        foreach (var name in raw.Names)
        {
            if (signals.Find(name).Facts is not { Kind: SignalKind.Gauge or SignalKind.Rate } facts) continue;
            kinds.TryAdd(name, facts.Kind.Value);
            if (facts.Unit is { } unit) units.TryAdd(name, unit);
        }

        return wishes with { Kinds = kinds, Units = units };
    }

    private static void Check(PointTable table, WatchPlan plan, PlanSignals signals)
    {
        if (plan.Policy.Interval.Ticks % table.Grid.Interval.Ticks != 0)
            throw new ImportException($"points of {Durations.Format(table.Grid.Interval)} do not fit a policy.interval"
                + $" of {Durations.Format(plan.Policy.Interval)}: the agent would leave them out. Import points of that"
                + " width or of a part of it, or set the interval to theirs");
        foreach (var signal in table.Signals)
        {
            var (facts, fault) = signals.Find(signal.Name);
            if (fault is not null) throw new ImportException($"{fault}; --only imports the others");
            if (facts?.Kind is { } kind && kind != signal.Kind)
                throw new ImportException($"'{signal.Name}' {facts.Words}, and what is given is a"
                    + $" {signal.Kind.ToString().ToLowerInvariant()}");
        }
    }

    private static string Text(IReadOnlyList<ImportedSignal> done, HistoryPlace place, PointTable table)
    {
        var text = new StringBuilder($"{place.Service} in {place.Environment}: {table.Points} points of "
            + $"{Durations.Format(table.Grid.Interval)} from {UtcInstant.Format(table.At(0))} to "
            + UtcInstant.Format(table.At(table.Points)));
        foreach (var signal in done)
        {
            text.Append($"\n  {signal.Signal} ({Choices.Word(signal.Kind)}): {signal.Written} points imported");
            if (signal.Masked > 0) text.Append($", {signal.Masked} masked ones left out");
            if (signal.Known > 0) text.Append($", {signal.Known} left out that the history has itself");
            if (signal.TooOld > 0) text.Append($", {signal.TooOld} left out that are older than the history keeps");
        }

        return text.ToString();
    }

    private static string Json(IReadOnlyList<ImportedSignal> done, HistoryPlace place, PointTable table)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes))
        {
            writer.WriteStartObject();
            writer.WriteString("service", place.Service);
            writer.WriteString("environment", place.Environment);
            writer.WriteNumber("intervalSeconds", table.Grid.Interval.TotalSeconds);
            writer.WriteString("from", UtcInstant.Format(table.At(0)));
            writer.WriteString("to", UtcInstant.Format(table.At(table.Points)));
            writer.WriteStartArray("signals");
            foreach (var signal in done)
            {
                writer.WriteStartObject();
                writer.WriteString("signal", signal.Signal);
                writer.WriteString("kind", Choices.Word(signal.Kind));
                writer.WriteString("unit", signal.Unit);
                writer.WriteNumber("imported", signal.Written);
                writer.WriteNumber("masked", signal.Masked);
                writer.WriteNumber("known", signal.Known);
                writer.WriteNumber("tooOld", signal.TooOld);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
