using System.Text;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals;

public sealed class LookMarkTests
{
    [Theory]
    [InlineData(157)]
    [InlineData(158)]
    [InlineData(159)]
    [InlineData(160)]
    public void Words_are_cut_between_letters_and_never_within_one(int letters)
    {
        // Half a letter is written as another one, and the verdict would not be replayed byte for byte.
        var words = $"{new string('x', letters)}🦆 is down";
        foreach (var why in new[] { LookMark.WhyTold(words)!, LookMark.WhyOf(Look.Bad("answer", words))! })
        {
            Assert.Equal(why, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(why)));
            Assert.InRange(why.Length, 159, 160);
            Assert.EndsWith("…", why, StringComparison.Ordinal);
        }
    }
}
