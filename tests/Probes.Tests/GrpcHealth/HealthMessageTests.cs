using Bellwether.Probes.GrpcHealth;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.GrpcHealth;

public sealed class HealthMessageTests
{
    [Theory]
    [InlineData("", "0000000000")]
    [InlineData("a.B", "00000000050a03612e42")]
    public void A_question_has_the_form_of_the_wire(string service, string hex) =>
        Assert.Equal(hex, Convert.ToHexStringLower(HealthMessage.Question(service)));

    [Fact]
    public void A_long_name_has_a_long_length() => Assert.Equal("00000000cb0ac801",
        Convert.ToHexStringLower(HealthMessage.Question(new string('x', 200)))[..16]);

    [Theory]
    [InlineData("00000000020801", "Serving")]
    [InlineData("00000000020802", "NotServing")]
    [InlineData("00000000020803", "ServiceUnknown")]
    [InlineData("0000000000", "Unknown")]
    [InlineData("000000000612020a0b0801", "Serving")]
    [InlineData("01000000020801", null)]
    [InlineData("00000000030801", null)]
    [InlineData("000000000108", null)]
    [InlineData("00000000020fff", null)]
    [InlineData("0000", null)]
    public void An_answer_is_read_and_fields_of_later_versions_passed_over(string hex, string? status) =>
        Assert.Equal(status, HealthMessage.Answer(Convert.FromHexString(hex))?.ToString());

    [Fact]
    public void No_bytes_break_it() => Prop.ForAll(Gen.Choose(0, 255).ArrayOf().ToArbitrary(), bytes =>
    {
        byte[] frame = [0, 0, 0, (byte)(bytes.Length >> 8), (byte)bytes.Length, .. bytes.Select(b => (byte)b)];
        _ = HealthMessage.Answer(frame);
        _ = HealthMessage.Answer(frame.AsSpan(Math.Min(5, frame.Length)));
    }).QuickCheckThrowOnFailure();
}
