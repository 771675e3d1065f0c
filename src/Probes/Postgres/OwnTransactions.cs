namespace Bellwether.Probes.Postgres;

/// <summary>Takes our own transactions out of what the server counts: an idle database must not look busy because it is
/// watched.</summary>
/// <remarks>The server counts a session's transactions when it ends, or some seconds later where a pooler keeps it:
/// what is given never falls by that. One look at a time.</remarks>
internal sealed class OwnTransactions
{
    private double _committed;
    private double _rolledBack;
    private (double Commits, double Rollbacks) _raw;
    private (double Commits, double Rollbacks) _given;
    private double? _server;

    /// <summary>From now on the totals are of the server that began then; another than before has none of
    /// ours.</summary>
    public void CountIn(double server)
    {
        if (_server is { } before && before != server)
            (_committed, _rolledBack, _raw, _given) = (0, 0, default, default);
        _server = server;
    }

    /// <summary>The totals without ours.</summary>
    public (double Commits, double Rollbacks) Without(double commits, double rollbacks)
    {
        // The server's statistics began again: ours of before are not in them.
        if (commits < _raw.Commits || rollbacks < _raw.Rollbacks) (_committed, _rolledBack, _given) = (0, 0, default);
        _raw = (commits, rollbacks);
        return _given = (
            Math.Max(_given.Commits, commits - _committed), Math.Max(_given.Rollbacks, rollbacks - _rolledBack));
    }

    /// <summary>Takes down what a look did.</summary>
    /// <param name="committed">Transactions that ended well; one more where the server began a process for it.</param>
    /// <param name="rolledBack">Those that did not.</param>
    public void Add(int committed, int rolledBack)
    {
        _committed += committed;
        _rolledBack += rolledBack;
    }
}
