using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Bellwether.Agent.Tests.Sampling;

/// <summary>Keeps the event ids of all that is logged.</summary>
internal sealed class Lines : ILoggerFactory, ILogger
{
    private readonly ConcurrentQueue<int> _events = new();

    public IEnumerable<int> Events => _events;

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        _events.Enqueue(eventId.Id);
}
