using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace RoDLA.Api.Web;

/// <summary>A file of the web page, in each coding that a browser may ask for; it is compressed once, when it is first asked for.</summary>
/// <param name="contentType">Its media type.</param>
/// <param name="content">Its bytes.</param>
internal sealed class WebFile(string contentType, byte[] content)
{
    private const string Brotli = "br";
    private const string GZip = "gzip";

    private readonly string _hash = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
    private readonly Lazy<byte[]> _brotli = new(() => Compress(content, static to => new BrotliStream(to, CompressionLevel.Optimal)));
    private readonly Lazy<byte[]> _gzip = new(() => Compress(content, static to => new GZipStream(to, CompressionLevel.Optimal)));

    /// <summary>Its length without compression, in bytes.</summary>
    public int Length => content.Length;

    /// <summary>Answers it in the best coding that the client reads; 304 when the client has it.</summary>
    public FileContentHttpResult Answer(HttpContext context)
    {
        (string? coding, byte[] bytes) = Accepts(context, Brotli) ? (Brotli, _brotli.Value)
            : Accepts(context, GZip) ? (GZip, _gzip.Value)
            : (null, content);
        IHeaderDictionary headers = context.Response.Headers;
        headers.Vary = HeaderNames.AcceptEncoding;
        headers.ContentEncoding = coding;

        // A browser asks each time, and loads nothing again while the program is the same.
        headers.CacheControl = "no-cache";
        return TypedResults.Bytes(bytes, contentType, entityTag: new EntityTagHeaderValue($"\"{_hash}{coding}\""));
    }

    private static bool Accepts(HttpContext context, string coding) =>
        StringWithQualityHeaderValue.TryParseList(
            context.Request.Headers.AcceptEncoding, out IList<StringWithQualityHeaderValue>? accepted)
        && accepted.Any(a => a.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0);

    private static byte[] Compress(byte[] content, Func<Stream, Stream> compressor)
    {
        using MemoryStream compressed = new();
        using (Stream stream = compressor(compressed))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }
}
