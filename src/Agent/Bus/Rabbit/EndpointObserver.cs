using MassTransit;

namespace Bellwether.Agent.Bus.Rabbit;

/// <summary>Hears when the library's connection comes and goes.</summary>
internal sealed class EndpointObserver(Action came, Action<Exception> went) : IReceiveEndpointObserver
{
    public Task Ready(ReceiveEndpointReady ready)
    {
        // The library's own endpoint is ready without having begun.
        if (ready.IsStarted) came();
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted)
    {
        if (faulted.Exception is { } cause) went(cause);
        return Task.CompletedTask;
    }
}
