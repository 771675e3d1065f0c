namespace Bellwether.Testing.Fuzz;

/// <summary>A page that the parser did not take as it should.</summary>
/// <param name="What">What it did.</param>
/// <param name="Page">The page, so that it can become a test.</param>
internal sealed record FuzzFinding(string What, byte[] Page)
{
    public override string ToString() => $"{What}: {Convert.ToHexString(Page)}";
}
