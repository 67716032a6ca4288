using System.IO.Compression;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Middleware;

/// <summary>Decodes request bodies with <c>Content-Encoding</c>. Readers of the body count their limits in decoded bytes.</summary>
internal sealed class DecodingMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        string encoding = context.Request.Headers.ContentEncoding.ToString().Trim().ToLowerInvariant();
        Stream body = context.Request.Body;
        Stream? decoded = encoding switch
        {
            "" or "identity" => body,
            "gzip" or "x-gzip" => new GZipStream(body, CompressionMode.Decompress, leaveOpen: true),
            "br" => new BrotliStream(body, CompressionMode.Decompress, leaveOpen: true),
            "deflate" => new ZLibStream(body, CompressionMode.Decompress, leaveOpen: true),
            _ => null,
        };
        if (decoded is null)
        {
            throw new ApiException(
                ProblemKind.UnknownEncoding,
                $"The Content-Encoding '{LogText.Clean(encoding)}' is not read; send {ProblemWriter.AcceptedEncodings}, or none.");
        }

        if (decoded != body)
        {
            context.Request.Body = new DecodedBody(decoded);
            context.Response.RegisterForDispose(decoded);
            context.Request.Headers.ContentEncoding = default;
            context.Request.ContentLength = null;
        }

        return next(context);
    }
}
