namespace RoDLA.Api.Inference.Results;

/// <summary>An answer with a list in it, written entry by entry: a job of thousands of images is never held.</summary>
/// <param name="head">Properties of <c>data</c> before the list.</param>
/// <param name="list">Name of the list.</param>
/// <param name="entries">Its entries.</param>
internal sealed class ListResult(
    IReadOnlyList<(string Name, string Value)> head, string list, Func<CancellationToken, IAsyncEnumerable<object>> entries) : IResult
{
    private const int FlushAt = 64 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        CancellationToken aborted = httpContext.RequestAborted;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        JsonWriterOptions options = new() { Encoder = ReportJson.Options.Encoder };
        await using Utf8JsonWriter writer = new(httpContext.Response.BodyWriter, options);
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
            if (writer.BytesPending + writer.BytesCommitted >= FlushAt)
            {
                await writer.FlushAsync(aborted);
                await httpContext.Response.BodyWriter.FlushAsync(aborted);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
        await writer.FlushAsync(aborted);
        await httpContext.Response.BodyWriter.FlushAsync(aborted);
    }
}
