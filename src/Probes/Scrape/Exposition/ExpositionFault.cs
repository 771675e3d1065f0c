namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>Why a page was not read.</summary>
/// <param name="Line">Line of the page, from 1, at which the trouble begins.</param>
/// <param name="Word">Short word for <see cref="Look.NoData"/>: <c>unparsable</c>, or the limit that was passed
/// (<c>too-large</c>, <c>too-many-samples</c>, <c>too-many-families</c>, <c>too-many-labels</c>, <c>name-too-long</c>,
/// <c>value-too-long</c>, <c>line-too-long</c>).</param>
/// <param name="Reason">What is wrong, for a person; without the line.</param>
public sealed record ExpositionFault(int Line, string Word, string Reason)
{
    public const string Unparsable = "unparsable";

    public override string ToString() => $"line {Line}: {Reason}";
}
