using System.Buffers.Text;

namespace RoDLA.Api.Inference.Files;

/// <summary>An answer with the pictures of one image in base64, written in pieces: no picture is held.</summary>
/// <param name="image">The image.</param>
/// <param name="original">Path and media type of the image as it was sent.</param>
/// <param name="annotated">Path of the image with its detections, a JPEG.</param>
internal sealed class EmbeddedVisualization(ImageVisualization image, (string Path, string MediaType) original, string annotated) : IResult
{
    // A multiple of 3, so that only the last piece has padding.
    private const int PieceBytes = 48 * 1024;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        CancellationToken aborted = httpContext.RequestAborted;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        JsonWriterOptions options = new() { Encoder = ReportJson.Options.Encoder };
        await using Utf8JsonWriter writer = new(httpContext.Response.Body, options);
        writer.WriteStartObject();
        writer.WriteString("status", "success");
        writer.WriteStartObject("data");
        writer.WriteString("file_id", image.FileId);
        writer.WriteString("filename", image.Filename);
        writer.WriteString("format", "base64");
        await WriteAsync(writer, "original_image", original.Path, original.MediaType, aborted);
        await WriteAsync(writer, "annotated_image", annotated, "image/jpeg", aborted);
        writer.WriteNumber("detection_count", image.DetectionCount);
        writer.WriteEndObject();
        writer.WriteEndObject();
        await writer.FlushAsync(aborted);
    }

    private static async Task WriteAsync(
        Utf8JsonWriter writer, string name, string path, string mediaType, CancellationToken cancellationToken)
    {
        writer.WritePropertyName(name);
        writer.WriteStringValueSegment(Encoding.ASCII.GetBytes($"data:{mediaType};base64,"), isFinalSegment: false);
        FileStreamOptions options = new() { Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = 0 };
        await using FileStream file = new(path, options);
        byte[] piece = ArrayPool<byte>.Shared.Rent(PieceBytes);
        byte[] encoded = ArrayPool<byte>.Shared.Rent(Base64.GetMaxEncodedToUtf8Length(PieceBytes));
        try
        {
            int read;
            do
            {
                read = await file.ReadAtLeastAsync(piece.AsMemory(0, PieceBytes), PieceBytes, false, cancellationToken);
                Base64.EncodeToUtf8(piece.AsSpan(0, read), encoded, out _, out int length);
                writer.WriteStringValueSegment(encoded.AsSpan(0, length), isFinalSegment: read < PieceBytes);
                await writer.FlushAsync(cancellationToken);
            }
            while (read == PieceBytes);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(piece);
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }
}
