using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace RoDLA.Tests.Jobs.Fixtures;

/// <summary>Collects log messages and calls back for each.</summary>
internal sealed class ListLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Messages { get; } = [];

    public Action? Logged { get; init; }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        Messages.Enqueue(formatter(state, exception));
        Logged?.Invoke();
    }

    public void Dispose()
    {
    }
}
