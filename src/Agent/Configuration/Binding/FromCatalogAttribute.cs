namespace Bellwether.Agent.Configuration.Binding;

/// <summary>The key is not this property's name but the name of a line of a catalog; what stands below it are that
/// line's options. Exactly one must be there.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class FromCatalogAttribute(CatalogName catalog) : Attribute
{
    public CatalogName Catalog { get; } = catalog;
}
