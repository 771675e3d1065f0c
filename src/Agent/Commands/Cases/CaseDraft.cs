using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>A <c>case</c> line as it stands there, before its names are looked up; null is not given.</summary>
internal sealed class CaseDraft
{
    public string? Series { get; set; }

    public string? Control { get; set; }

    public int? At { get; set; }

    public int? HistoryPoints { get; set; }

    public List<string>? Signals { get; set; }

    public Dictionary<string, double[]> Observed { get; set; } = [];

    /// <summary>The two sides of a pair.</summary>
    public double[]? PairBaseline { get; set; }

    public double[]? PairObserved { get; set; }

    public Direction? PairDirection { get; set; }

    public Dictionary<string, CasePairs> Counts { get; set; } = [];

    public Dictionary<string, Direction> Directions { get; set; } = [];

    public int? WarmUpPoints { get; set; }

    public int? WindowPoints { get; set; }

    public double? FalseRollbackBudget { get; set; }

    public Dictionary<string, double> Allow { get; set; } = [];

    public Dictionary<string, double> Tolerate { get; set; } = [];

    public List<string> Critical { get; set; } = [];
}
