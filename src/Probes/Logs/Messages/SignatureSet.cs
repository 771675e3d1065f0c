using System.Globalization;

namespace Bellwether.Probes.Logs.Messages;

/// <summary>Which errors are known, and which were never seen before. One for all targets of a probe.</summary>
/// <remarks>
/// Safe for concurrent use. All that is seen while it learns is known. After that an error is new until it was seen in
/// <see cref="Signature.KnownSlots"/> different ten minutes, or at <see cref="Signature.KnownTimes"/> times before of
/// which the first is a day ago, so that neither one deployment that was rolled back nor a second try of it makes its
/// errors known.
/// </remarks>
internal sealed class SignatureSet
{
    /// <summary>How often changes are written, at most.</summary>
    public static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(30);

    private readonly SignatureLimits _limits;
    private readonly TimeProvider _time;
    private readonly SignatureFile? _file;
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, Signature> _signatures;
    private readonly Dictionary<ulong, FreshSignature> _fresh = [];
    private DateTimeOffset _writtenAt;
    private DateTimeOffset? _since;
    private bool _changed;
    private bool _overflowed;

    /// <param name="limits">When an error is new.</param>
    /// <param name="file">Where it is kept; null for nowhere: then each start learns anew.</param>
    /// <param name="time">The clock.</param>
    public SignatureSet(SignatureLimits limits, string? file, TimeProvider time)
    {
        (_limits, _time) = (limits, time);
        _file = file is null ? null : new(file);
        var kept = _file?.Read();
        _since = kept?.Since;
        _signatures = kept?.Signatures ?? [];
    }

    /// <summary>Whether nothing was kept from an earlier run, so that the past of a log is worth reading.</summary>
    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _since is null;
        }
    }

    /// <summary>Takes in that an error was seen.</summary>
    /// <param name="text">Its signature.</param>
    /// <param name="isOld">It is of before, or of an instance that has the old version.</param>
    public void Seen(string text, bool isOld)
    {
        if (text.Length == 0) return;
        var number = Signature.NumberOf(text);
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (!TryFind(number, now, out var signature)) return;
            if (isOld || IsLearning(now))
            {
                _changed |= !signature.IsKnown;
                signature.Slots = Signature.KnownSlots;
            }

            Count(signature, now);
            if (signature.IsKnown) _fresh.Remove(number);
            else Freshly(number, text, signature, now);
        }
    }

    /// <summary>How many errors are new, and which.</summary>
    public NewSignatures Tell()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_since is null) (_since, _changed) = (now, true);
            if (_overflowed)
                return new(null, $"more than {SignatureLimits.Most} different errors: none can be called new");
            if (IsLearning(now))
                return new(null, string.Create(CultureInfo.InvariantCulture,
                    $"the errors that are usual are still being learned, for {_limits.Learn.TotalMinutes:0.#} min"));
            foreach (var (number, fresh) in _fresh)
                if (now - fresh.LastSeen > SignatureLimits.OverAfter)
                    _fresh.Remove(number);
            var news = _fresh.Values.Where(f => IsNews(f, now)).OrderByDescending(f => f.Times)
                .ThenBy(f => f.Text, StringComparer.Ordinal).ToList();
            return new(news.Count, news.Count == 0 ? null : Quote(news));
        }
    }

    /// <summary>Writes what changed, unless it was written a moment ago.</summary>
    /// <returns>Why it could not be; null where there is nothing to say.</returns>
    public string? Keep(bool atOnce)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_file is null || !_changed || _since is not { } since
                || (!atOnce && now - _writtenAt < WriteEvery)) return null;
            (_writtenAt, _changed) = (now, false);
            return _file.Write(since, _signatures);
        }
    }

    private bool IsLearning(DateTimeOffset now) => _since is not { } since || now - since < _limits.Learn;

    private bool TryFind(ulong number, DateTimeOffset now, out Signature signature)
    {
        if (_signatures.TryGetValue(number, out signature!)) return true;
        if (_signatures.Count >= SignatureLimits.Most)
        {
            var oldest = SlotOf(now - SignatureLimits.ForgottenAfter);
            foreach (var (old, _) in _signatures.Where(one => one.Value.LastSlot < oldest).ToList())
                _signatures.Remove(old);
        }

        _overflowed = _signatures.Count >= SignatureLimits.Most;
        if (_overflowed) return false;
        _signatures[number] = signature = new();
        return true;
    }

    private void Count(Signature signature, DateTimeOffset now)
    {
        var slot = SlotOf(now);
        if (signature.Times > 0 && signature.LastSlot == slot) return;
        if (signature.Times == 0) signature.FirstSlot = slot;
        if (signature.Times == 0 || (slot - signature.LastSlot) * SignatureLimits.Slot > Signature.Apart)
            signature.Times++;
        signature.LastSlot = slot;
        if (signature.Slots < Signature.KnownSlots) signature.Slots++;
        _changed = true;
    }

    private void Freshly(ulong number, string text, Signature signature, DateTimeOffset now)
    {
        if (_fresh.TryGetValue(number, out var fresh) && now - fresh.LastSeen > SignatureLimits.OverAfter)
            _fresh.Remove(number);
        if (!_fresh.TryGetValue(number, out fresh))
        {
            if (_fresh.Count >= SignatureLimits.MostFresh) return;
            _fresh[number] = fresh = new(text, now) { IsSecondTime = signature.Times > 1 };
        }

        fresh.Seen(now, _limits.Every * 0.9);
    }

    private bool IsNews(FreshSignature fresh, DateTimeOffset now) => fresh.Times >= _limits.AtLeast
        && fresh.Moments >= SignatureLimits.LeastMoments && now - fresh.LastSeen <= _limits.StopsAfter;

    private static string Quote(List<FreshSignature> news) => string.Create(CultureInfo.InvariantCulture,
        $"{news.Count} {(news.Count == 1 ? "error" : "errors")} {Seldom(news)} seen before: ")
        + string.Join("; ", news.Take(SignatureLimits.MostQuoted).Select(f => string.Create(
            CultureInfo.InvariantCulture, $"{f.Times} times «{Short(f.Text)}»")));

    private static string Seldom(List<FreshSignature> news) =>
        news.Exists(fresh => fresh.IsSecondTime) ? "hardly ever" : "never";

    private static string Short(string text) => text.Length <= SignatureLimits.LongestQuote
        ? text : text[..SignatureLimits.LongestQuote] + "…";

    private static long SlotOf(DateTimeOffset at) =>
        at.ToUnixTimeSeconds() / (long)SignatureLimits.Slot.TotalSeconds;
}
