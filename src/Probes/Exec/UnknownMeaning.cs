namespace Bellwether.Probes.Exec;

/// <summary>What a look at a plug-in is that does not know.</summary>
public enum UnknownMeaning
{
    /// <summary>We could not see.</summary>
    Missing,

    /// <summary>Bad: the reason is <c>unknown</c>.</summary>
    Bad,
}
