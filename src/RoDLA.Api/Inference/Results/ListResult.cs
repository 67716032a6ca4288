namespace RoDLA.Api.Inference.Results;

/// <summary>An answer with a list in it, written entry by entry: a job of thousands of images is never held.</summary>
/// <param name="head">Properties of <c>data</c> before the list.</param>
/// <param name="list">Name of the list.</param>
/// <param name="entries">Its entries.</param>
internal sealed class ListResult(
    IReadOnlyList<(string Name, string Value)> head, string list, Func<CancellationToken, IAsyncEnumerable<object>> entries) : IResult
{
    private const int SendAt = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        CancellationToken aborted = httpContext.RequestAborted;
        Stream body = httpContext.Response.Body;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        ArrayBufferWriter<byte> buffer = new();
        await using Utf8JsonWriter writer = new(buffer, new JsonWriterOptions { Encoder = ReportJson.Options.Encoder });
        writer.WriteStartObject();
        writer.WriteString("status", "success");
        writer.WriteStartObject("data");
        foreach ((string name, string value) in head)
        {
            writer.WriteString(name, value);
        }

        writer.WriteStartArray(list);
        await foreach (object entry in entries(aborted))
        {
            JsonSerializer.Serialize(writer, entry, ReportJson.Options);
            if (buffer.WrittenCount >= SendAt)
            {
                await body.WriteAsync(buffer.WrittenMemory, aborted);
                buffer.ResetWrittenCount();
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        await body.WriteAsync(buffer.WrittenMemory, aborted);
    }
}
