namespace Bellwether.Agent.Configuration.Binding;

/// <summary>The catalogs that an item of a list picks its kind from.</summary>
internal enum CatalogName
{
    Probe,
    Rule,
    Channel,
}
