using System.Text.Json;
using RoDLA.Tests.Api.Fixtures;

namespace RoDLA.Tests.Api.Batches.Events;

/// <summary>A client of Server-Sent Events.</summary>
internal sealed class EventStream : IDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly StreamReader _reader;

    private EventStream(HttpResponseMessage response, Stream body) => (_response, _reader) = (response, new StreamReader(body));

    /// <summary>Comments so far.</summary>
    public int Comments { get; private set; }

    public static async Task<EventStream> OpenAsync(ApiServer server, string path, string? lastEventId = null)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        HttpResponseMessage response = await server.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        Xunit.Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        return new EventStream(response, await response.Content.ReadAsStreamAsync());
    }

    /// <summary>The next event; null at the end.</summary>
    public async Task<ServerEvent?> NextAsync()
    {
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(30));
        Dictionary<string, string> fields = [];
        while (await _reader.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.StartsWith(':'))
            {
                Comments++;
            }
            else if (line.Length > 0)
            {
                int colon = line.IndexOf(": ", StringComparison.Ordinal);
                fields.Add(line[..colon], line[(colon + 2)..]);
            }
            else if (fields.Count > 0)
            {
                using JsonDocument data = JsonDocument.Parse(fields["data"]);
                return new ServerEvent(fields["id"], fields["event"], data.RootElement.Clone());
            }
        }

        return null;
    }

    /// <summary>Every event to the end.</summary>
    public async Task<List<ServerEvent>> AllAsync()
    {
        List<ServerEvent> all = [];
        while (await NextAsync() is { } next)
        {
            all.Add(next);
        }

        return all;
    }

    public void Dispose()
    {
        _reader.Dispose();
        _response.Dispose();
    }
}

/// <summary>One event.</summary>
internal sealed record ServerEvent(string Id, string Type, JsonElement Data);
