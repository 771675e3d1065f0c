using System.Text;
using Bellwether.Probes.Exec;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.Exec;

public sealed class PerformanceTextTests
{
    [Theory]
    [InlineData("OK - fine", "OK - fine", "")]
    [InlineData("OK - fine |time=0.012s;0.5;1;0", "OK - fine", "time 0.012 seconds")]
    [InlineData("OK|a=1ms b=2us;;;; c=3%", "OK", "a 0.001 seconds, b 2E-06 seconds, c 0.03 ratio")]
    [InlineData("OK|a=1B b=1KB c=2MB d=1TB", "OK", "a 1 bytes, b 1024 bytes, c 2097152 bytes, d 1099511627776 bytes")]
    [InlineData("OK|queries=12345c", "OK", "queries 12345  counter")]
    [InlineData("OK|'free space'=1 'it''s'=2 '/var'=3MB;4", "OK", "free space 1 , it's 2 , /var 3145728 bytes")]
    [InlineData("OK|a=U b=5 c=", "OK", "b 5 ")]
    [InlineData("OK|a=1 a=2", "OK", "a 1 ")]
    [InlineData("OK|a=-1.5e-3s b=+2", "OK", "a -0.0015 seconds, b 2 ")]
    [InlineData("OK|a=1furlong b=2 nonsense c=3", "OK", "b 2 , c 3 ")]
    [InlineData("OK|a=1\nlong text\nmore | b=2\nc=3", "OK", "a 1 , b 2 , c 3 ")]
    [InlineData("OK|'open", "OK", "")]
    [InlineData("", "", "")]
    [InlineData("|", "", "")]
    public void A_line_and_figures_are_read(string output, string line, string figures)
    {
        var (text, values) = PerformanceText.Read(Encoding.UTF8.GetBytes(output));
        Assert.Equal((line, figures), (text, string.Join(", ", values.Select(v => FormattableString.Invariant(
            $"{v.Label} {v.Value} {v.Unit}{(v.IsCounter ? " counter" : "")}")))));
    }

    [Fact]
    public void Whatever_a_plug_in_writes_is_read_to_its_end() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        PerformanceText.Read(Encoding.UTF8.GetBytes("|" + text)).Values.Count <= PerformanceText.Most)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Figures_are_bounded() => Assert.Equal(PerformanceText.Most, PerformanceText.Read(Encoding.UTF8.GetBytes(
        "OK|" + string.Join(' ', Enumerable.Range(0, 1000).Select(i => $"a{i}={i}")))).Values.Count);
}
