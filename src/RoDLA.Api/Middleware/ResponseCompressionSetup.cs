using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace RoDLA.Api.Middleware;

/// <summary>
/// Answers in text, compressed for clients that send <c>Accept-Encoding</c>. The fastest level: charts in an answer are compressed
/// already, and gain only what base64 added. Event streams and pictures stay as they are.
/// </summary>
internal static class ResponseCompressionSetup
{
    private static readonly string[] TextTypes =
        ["application/problem+json", "application/x-ndjson", "image/svg+xml", "text/csv", "text/markdown"];

    /// <summary>Adds the compression of answers.</summary>
    public static IServiceCollection AddAnswerCompression(this IServiceCollection services) => services
        .Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest)
        .Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest)
        .AddResponseCompression(options =>
        {
            // An answer holds no secret that another part of it, chosen by an attacker, could help to guess.
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, .. TextTypes];
        });
}
