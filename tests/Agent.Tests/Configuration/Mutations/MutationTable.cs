using System.Text;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Tests.Configuration.Mutations;

/// <summary>What became of the mutations, by kind.</summary>
internal sealed class MutationTable
{
    private readonly SortedDictionary<string, Row> _rows = new(StringComparer.Ordinal);

    public List<string> Unreported { get; } = [];

    public List<string> Misplaced { get; } = [];

    public List<string> Unsuggested { get; } = [];

    /// <summary>Mutations that changed what the file means.</summary>
    public int Counted => _rows.Values.Sum(r => r.Counted);

    public int Typos => _rows.Values.Sum(r => r.Typos);

    public int Suggested => _rows.Values.Sum(r => r.Suggested);

    public void Add(Mutation mutation, ConfigurationOutcome outcome, AgentPlan good)
    {
        if (!_rows.TryGetValue(mutation.Kind, out var row)) _rows[mutation.Kind] = row = new Row();
        row.Made++;
        if (outcome.Plan is { } plan && MeansTheSame(plan, good))
        {
            row.Same++;
            return;
        }

        row.Counted++;
        var where = $"{mutation.Kind}: line {string.Join(" or ", mutation.Lines)}: {mutation.What}";
        var told = string.Join("\n      ", outcome.Faults.Take(3));
        if (outcome.Faults.Count == 0) Unreported.Add(where);
        else row.Refused++;
        var there = outcome.Faults.Where(f => mutation.Lines.Contains(f.Line)).ToList();
        if (there.Count > 0) row.OnLine++;
        else if (outcome.Faults.Count > 0) Misplaced.Add($"{where}\n      {told}");
        if (mutation.Meant is not { } meant) return;
        row.Typos++;
        if (there.Any(f => f.Message.Contains($"did you mean '{meant}'", StringComparison.Ordinal))) row.Suggested++;
        else Unsuggested.Add($"{where}\n      {told}");
    }

    public override string ToString()
    {
        var text = new StringBuilder(
            "| Mistake | made | same meaning | counted | refused | on its line | typos | right suggestion |\n"
            + "|---|---|---|---|---|---|---|---|\n");
        foreach (var (kind, row) in _rows) text.Append($"| {kind} {row}\n");
        return text.Append($"| **all** {Row.Sum(_rows.Values)}\n").ToString();
    }

    // The marks are made of the whole document, secrets included; order and comments do not count.
    private static bool MeansTheSame(AgentPlan plan, AgentPlan good) =>
        plan.Services.Select(s => s.Mark).SequenceEqual(good.Services.Select(s => s.Mark))
        && plan.FixedMarks.Count == good.FixedMarks.Count
        && plan.FixedMarks.All(mark => good.FixedMarks.GetValueOrDefault(mark.Key) == mark.Value);

    private sealed class Row
    {
        public int Made, Same, Counted, Refused, OnLine, Typos, Suggested;

        public static Row Sum(IEnumerable<Row> rows)
        {
            var sum = new Row();
            foreach (var row in rows)
            {
                (sum.Made, sum.Same) = (sum.Made + row.Made, sum.Same + row.Same);
                sum.Counted += row.Counted;
                (sum.Refused, sum.OnLine) = (sum.Refused + row.Refused, sum.OnLine + row.OnLine);
                (sum.Typos, sum.Suggested) = (sum.Typos + row.Typos, sum.Suggested + row.Suggested);
            }

            return sum;
        }

        public override string ToString() =>
            $"| {Made} | {Same} | {Counted} | {Refused} | {OnLine} | {Typos} | {Suggested} |";
    }
}
