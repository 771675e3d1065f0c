namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>
/// One object for the same family, look after look, so that "still the same family" is one comparison.
/// </summary>
/// <remarks>Safe for concurrent use. Starts anew at twice the bound of a page, or at so many letters, so that families
/// that come and go cannot fill it.</remarks>
internal sealed class FamilyTable(ExpositionLimits limits)
{
    /// <summary>Families whose names are kept made up, nine strings each; then they are made up anew.</summary>
    public const int MostClaims = 4_096;

    /// <summary>Letters of the names and units kept, two bytes each: more than a page of the default size has, which
    /// tells each name twice.</summary>
    public const int MostLetters = 6 << 20;

    /// <summary>Letters of the names kept made up.</summary>
    public const int MostClaimedLetters = 1 << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, MetricType Type, string? Unit), MetricFamily> _families = [];
    private readonly Dictionary<string, IReadOnlyList<string>[]> _claims = new(StringComparer.Ordinal);
    private long _letters;
    private long _claimedLetters;

    public MetricFamily Of(string name, MetricType type, string? unit)
    {
        lock (_gate)
        {
            if (_families.TryGetValue((name, type, unit), out var known))
                return known;
            if (_families.Count >= 2L * limits.Samples || _letters >= MostLetters)
                Clear();
            _letters += name.Length + (unit?.Length ?? 0);
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

    /// <summary>Letters of what is kept.</summary>
    public long Letters
    {
        get
        {
            lock (_gate)
                return _letters + _claimedLetters;
        }
    }

    /// <summary>The names that a family lays claim to.</summary>
    public IReadOnlyList<string> ClaimsOf(MetricFamily family)
    {
        lock (_gate)
        {
            if (_claims.Count >= MostClaims || _claimedLetters >= MostClaimedLetters)
                ClearClaims();
            if (!_claims.TryGetValue(family.Name, out var byType))
                _claims.Add(family.Name, byType = new IReadOnlyList<string>[Enum.GetValues<MetricType>().Length]);
            if (byType[(int)family.Type] is { } known)
                return known;
            var claims = FamilyRules.Claims(family);
            _claimedLetters += claims.Sum(name => (long)name.Length);
            return byType[(int)family.Type] = claims;
        }
    }

    private void Clear()
    {
        _families.Clear();
        _letters = 0;
        ClearClaims();
    }

    private void ClearClaims()
    {
        _claims.Clear();
        _claimedLetters = 0;
    }
}
