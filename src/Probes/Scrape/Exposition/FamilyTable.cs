namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>
/// One object for the same family, look after look, so that "still the same family" is one comparison.
/// </summary>
/// <remarks>Safe for concurrent use. Starts anew at twice the bound of a page, so that families that come and go cannot
/// fill it.</remarks>
internal sealed class FamilyTable(ExpositionLimits limits)
{
    /// <summary>Families whose names are kept made up, nine strings each; then they are made up anew.</summary>
    public const int MostClaims = 4_096;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, MetricType Type, string? Unit), MetricFamily> _families = [];
    private readonly Dictionary<string, IReadOnlyList<string>[]> _claims = new(StringComparer.Ordinal);

    public MetricFamily Of(string name, MetricType type, string? unit)
    {
        lock (_gate)
        {
            if (_families.TryGetValue((name, type, unit), out var known))
                return known;
            if (_families.Count >= 2L * limits.Samples)
                Clear();
            var family = new MetricFamily(name, type, unit);
            _families.Add((name, type, unit), family);
            return family;
        }
    }

    /// <summary>Families whose claims are kept.</summary>
    public int Claims
    {
        get
        {
            lock (_gate)
                return _claims.Count;
        }
    }

    /// <summary>The names that a family lays claim to.</summary>
    public IReadOnlyList<string> ClaimsOf(MetricFamily family)
    {
        lock (_gate)
        {
            if (_claims.Count >= MostClaims)
                _claims.Clear();
            if (!_claims.TryGetValue(family.Name, out var byType))
                _claims.Add(family.Name, byType = new IReadOnlyList<string>[Enum.GetValues<MetricType>().Length]);
            return byType[(int)family.Type] ??= FamilyRules.Claims(family);
        }
    }

    private void Clear()
    {
        _families.Clear();
        _claims.Clear();
    }
}
