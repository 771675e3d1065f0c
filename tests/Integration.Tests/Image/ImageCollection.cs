namespace Bellwether.Integration.Tests.Image;

/// <summary>The tests of the image share one.</summary>
[CollectionDefinition(BuiltImage.Shared)]
public sealed class ImageCollection : ICollectionFixture<BuiltImage>;
