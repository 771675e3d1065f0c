using Bellwether.Testing.Kill;

namespace Bellwether.Testing.Recording;

/// <summary>Deployments that never were: a t0 in quiet time, with the whole window in the same stretch of it.</summary>
/// <param name="quiet">Stretches in which nothing happened.</param>
/// <param name="window">Seconds from t0 to the end of the window.</param>
/// <param name="earliest">No t0 before this: there is too little of normal behind it.</param>
internal sealed class PretendDeployments(IReadOnlyList<Stretch> quiet, long window, long earliest)
{
    /// <summary>Where a t0 may be: each second with the same right.</summary>
    private readonly IReadOnlyList<Stretch> _room =
        [.. quiet.Select(of => new Stretch(Math.Max(of.From, earliest), of.Until - window + 1))
            .Where(of => of.Length > 0)];

    /// <summary>How many windows fit side by side: so many of them know nothing of each other's points.</summary>
    public long Independent => _room.Sum(of => 1 + (of.Length - 1) / window);

    /// <returns>That many times, in the order drawn; empty where there is no room. They may repeat and
    /// overlap.</returns>
    public IReadOnlyList<long> Times(int count, Dice dice)
    {
        var all = _room.Sum(of => of.Length);
        if (all == 0) return [];
        var times = new List<long>(count);
        for (var i = 0; i < count; i++)
        {
            var left = (long)(dice.Share() * all);
            foreach (var of in _room)
            {
                if (left < of.Length)
                {
                    times.Add(of.From + left);
                    break;
                }

                left -= of.Length;
            }
        }

        return times;
    }
}
