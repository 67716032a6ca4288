using System.Text.Json;
using RoDLA.Api.Hosting;
using Serilog;
using Serilog.Core;
using Serilog.Events;
using Xunit;

namespace RoDLA.Tests.Api.Hosting;

public sealed class JsonLineFormatterTests
{
    [Fact]
    public void Format_Event_IsOneJsonObjectOnOneLine()
    {
        using StringWriter text = new();
        Sink sink = new(text);
        using (Logger logger = new LoggerConfiguration().WriteTo.Sink(sink).CreateLogger())
        {
            logger.Error(new InvalidOperationException("broken"), "{Method} {Path} took {Milliseconds} ms", "GET", "/a\r\nb\"", 1.5);
        }

        string line = text.ToString();
        Assert.Equal(line.Length - 1, line.IndexOf('\n', StringComparison.Ordinal));
        JsonElement log = JsonSerializer.Deserialize<JsonElement>(line);
        Assert.Equal("error", log.GetProperty("level").GetString());
        Assert.Equal("GET /a\r\nb\" took 1.5 ms", log.GetProperty("message").GetString());
        Assert.Equal("/a\r\nb\"", log.GetProperty("Path").GetString());
        Assert.Equal(1.5, log.GetProperty("Milliseconds").GetDouble());
        Assert.Contains("broken", log.GetProperty("exception").GetString(), StringComparison.Ordinal);
        Assert.EndsWith("Z", log.GetProperty("time").GetString(), StringComparison.Ordinal);
    }

    private sealed class Sink(TextWriter output) : ILogEventSink
    {
        public void Emit(LogEvent logEvent) => new JsonLineFormatter().Format(logEvent, output);
    }
}
