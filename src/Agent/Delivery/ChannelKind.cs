using System.ComponentModel.DataAnnotations;

namespace Bellwether.Agent.Delivery;

/// <summary>One line of the catalog: a kind of channel, its options and how it is made.</summary>
/// <param name="Name">Key in the configuration (<c>webhook</c>).</param>
/// <param name="Options">Type of its options; has a public constructor without parameters.</param>
/// <param name="Make">Makes the channel for bound and validated options.</param>
internal sealed record ChannelKind(
    string Name, Type Options, Func<IValidatableObject, ChannelContext, IVerdictChannel> Make)
{
    public static ChannelKind Of<TOptions>(string name, Func<TOptions, ChannelContext, IVerdictChannel> make)
        where TOptions : IValidatableObject, new() =>
        new(name, typeof(TOptions), (o, context) => make((TOptions)o, context));
}
