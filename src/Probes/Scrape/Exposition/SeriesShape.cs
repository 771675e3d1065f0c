namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>Where the name and the labels of one series stand in the page. Used again for each line.</summary>
internal sealed class SeriesShape
{
    private readonly List<LabelShape> _labels = [];

    public int Start { get; private set; }

    public int End { get; private set; }

    public Range Name { get; private set; }

    public bool HasName { get; private set; }

    public IReadOnlyList<LabelShape> Labels => _labels;

    public void Begin(int at)
    {
        Start = End = at;
        HasName = false;
        _labels.Clear();
    }

    public void SetName(Range name)
    {
        Name = name;
        HasName = true;
    }

    public void Add(LabelShape label) => _labels.Add(label);

    public void Replace(int label, LabelShape by) => _labels[label] = by;

    public void Finish(int at) => End = at;
}
