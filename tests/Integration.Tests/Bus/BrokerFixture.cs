namespace Bellwether.Integration.Tests.Bus;

/// <summary>One broker for the tests of a class that leave it running.</summary>
public sealed class BrokerFixture : IAsyncLifetime
{
    internal Broker Broker { get; private set; } = null!;

    public async Task InitializeAsync() => Broker = await Broker.StartedAsync();

    public Task DisposeAsync() => Broker.DisposeAsync().AsTask();
}
