namespace Bellwether.Probes.Vitals;

/// <summary>What became of a page view that was told of.</summary>
public enum VitalsAnswer
{
    /// <summary>It counts.</summary>
    Taken,

    /// <summary>No window here takes views from pages of that origin.</summary>
    NotFromThere,

    /// <summary>Several services could be meant, or one that is not here.</summary>
    OfNobody,

    /// <summary>It is no such report.</summary>
    Malformed,

    /// <summary>There are too many.</summary>
    TooMany,
}
