namespace Bellwether.Agent.Judging.Rules;

/// <summary>One line of the catalog: a kind of rule and its options, which know how to become a plan.</summary>
/// <param name="Name">Key in the configuration (<c>limit</c>).</param>
/// <param name="Options">Type of its options; has a public constructor without parameters.</param>
internal sealed record RuleKind(string Name, Type Options)
{
    public static RuleKind Of<TOptions>(string name)
        where TOptions : IRuleOptions, new() => new(name, typeof(TOptions));
}
