using Bellwether.Probes.Systemd;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Probes.Tests.Systemd;

public sealed class BusMessageTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Plain_properties_are_read_and_all_others_passed_over_in_either_order_of_bytes(bool littleEndian)
    {
        var bytes = BusBytes.Properties(2,
        [
            ("ActiveState", "s", "active"),
            ("Names", "as", (Action<BusBytes>)(b => b.Array(4, a => a.Text("a.service").Text("b.service")))),
            ("ExecStart", "a(sasbttttuii)", (Action<BusBytes>)(b => b.Array(8, a => a.Align(8).Text("/bin/x")
                .Array(4, c => c.Text("/bin/x")).UInt32(0).UInt64(1).UInt64(2).UInt64(3).UInt64(4)
                .UInt32(5).UInt32(6).UInt32(7)))),
            ("Empty", "a(st)", (Action<BusBytes>)(b => b.Array(8, _ => { }))),
            ("Nested", "v", (Action<BusBytes>)(b => b.Signature("(yv)").Align(8).Byte(1).Signature("t").UInt64(9))),
            ("Map", "a{sv}", (Action<BusBytes>)(b => b.Array(8, a => a.Align(8).Text("k").Signature("u").UInt32(1)))),
            ("NRestarts", "u", 3u),
            ("ExecMainStatus", "i", -1),
            ("CanStart", "b", true),
            ("MemoryCurrent", "t", ulong.MaxValue),
        ], littleEndian);
        Assert.Equal(bytes.Length, BusMessage.LengthOf(bytes));
        var message = BusMessage.Parse(bytes);
        Assert.Equal((2u, null, "a{sv}"), (message.Answers!.Value, message.Error, message.Signature));
        Assert.Equal(
            [("ActiveState", "active"), ("NRestarts", 3UL), ("ExecMainStatus", -1L), ("CanStart", true),
                ("MemoryCurrent", ulong.MaxValue)],
            message.Properties().Select(pair => (pair.Key, pair.Value)));
    }

    [Fact]
    public void An_error_has_a_name_and_words()
    {
        var message = BusMessage.Parse(
            BusBytes.Answer(2, "s", b => b.Text("may not"), error: "org.freedesktop.DBus.Error.AccessDenied"));
        Assert.Equal(("org.freedesktop.DBus.Error.AccessDenied", "may not"), (message.Error, message.Words()));
    }

    [Fact]
    public void A_message_that_is_too_long_or_none_is_refused_by_its_head()
    {
        var head = BusBytes.Answer(2, "s", b => b.Text("x"))[..BusMessage.HeadLength];
        Assert.Throws<BusException>(() => BusMessage.LengthOf([(byte)'x', .. head[1..]]));
        Assert.Throws<BusException>(() => BusMessage.LengthOf([.. head[..3], 2, .. head[4..]]));
        Assert.Throws<BusException>(() => BusMessage.LengthOf([.. head[..7], 0x7f, .. head[8..]]));
        Assert.Throws<BusException>(() => BusMessage.LengthOf([.. head[..15], 0xff]));
    }

    [Fact]
    public void Bytes_that_were_changed_anywhere_are_a_fault_of_the_bus_or_read_and_nothing_else()
    {
        var whole = BusBytes.Properties(2,
        [
            ("A", "s", "active"),
            ("B", "a(ss)", (Action<BusBytes>)(b => b.Array(8, a => a.Align(8).Text("x").Text("y")))),
            ("C", "t", 5ul),
        ]);
        var places = from at in Gen.Choose(0, whole.Length - 1)
                     from value in Gen.Choose(0, 255)
                     from length in Gen.Choose(BusMessage.HeadLength, whole.Length)
                     select (at, (byte)value, length);
        Prop.ForAll(places.ToArbitrary(), place =>
        {
            var changed = whole[..place.length];
            if (place.at < changed.Length) changed[place.at] = place.Item2;
            try
            {
                _ = BusMessage.LengthOf(changed);
                _ = BusMessage.Parse(changed).Properties();
                return true;
            }
            catch (BusException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("checkout.service", "/org/freedesktop/systemd1/unit/checkout_2eservice")]
    [InlineData("4you@a-b.service", "/org/freedesktop/systemd1/unit/_34you_40a_2db_2eservice")]
    [InlineData("a_1.service", "/org/freedesktop/systemd1/unit/a_5f1_2eservice")]
    public void A_unit_is_found_under_its_escaped_name(string unit, string path) =>
        Assert.Equal(path, UnitPath.Of(unit));
}
