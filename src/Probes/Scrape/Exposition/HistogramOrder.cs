namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>One histogram at one moment: buckets rise, the last is +Inf, and the count is the last bucket.</summary>
internal sealed class HistogramOrder
{
    private bool _begun;
    private double? _bound;
    private double _value;
    private double? _count;
    private bool _hasSum;
    private bool _hasGaugeSum;
    private bool _negativeBound;
    private bool _negativeGaugeSum;

    public void Take(ref ByteCursor cursor, Membership membership, double value)
    {
        _begun = true;
        switch (membership.Role)
        {
            case SampleRole.Bucket:
                if (membership.Bound <= _bound)
                    throw cursor.Fault("buckets out of order");
                if (value < _value)
                    throw cursor.Fault("a bucket holds fewer than the one before it");
                (_bound, _value) = (membership.Bound, value);
                _negativeBound |= membership.Bound < 0;
                break;
            case SampleRole.Count or SampleRole.GaugeCount:
                _count = value;
                break;
            case SampleRole.Sum:
                _hasSum = true;
                break;
            case SampleRole.GaugeSum:
                _hasGaugeSum = true;
                _negativeGaugeSum = value < 0;
                break;
        }
    }

    /// <summary>Checks the histogram that ends here, and begins anew.</summary>
    public void EndPoint(ref ByteCursor cursor)
    {
        var wrong = !_begun ? null
            : _bound != double.PositiveInfinity ? "a histogram without a bucket le=\"+Inf\""
            : _count is not null && _count != _value ? "a histogram's count is not its last bucket"
            : _count is null && (_hasSum || _hasGaugeSum) ? "a histogram with a sum but no count"
            : _count is not null && !(_hasSum || _hasGaugeSum) ? "a histogram with a count but no sum"
            : _hasSum && _negativeBound ? "a histogram with negative buckets has no sum"
            : _negativeGaugeSum && !_negativeBound ? "a negative sum without negative buckets"
            : null;
        if (wrong is not null)
            throw cursor.Fault(wrong);
        _begun = _hasSum = _hasGaugeSum = _negativeBound = _negativeGaugeSum = false;
        (_bound, _value, _count) = (null, 0, null);
    }
}
