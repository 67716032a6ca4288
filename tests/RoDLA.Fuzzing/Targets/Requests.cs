using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace RoDLA.Fuzzing.Targets;

/// <summary>Requests without a server.</summary>
internal static class Requests
{
    /// <summary>A request with a body.</summary>
    public static HttpRequest Create(string contentType, byte[] body)
    {
        DefaultHttpContext context = new();
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(new BodySize());
        context.Request.ContentType = contentType;
        context.Request.Body = new MemoryStream(body);
        return context.Request;
    }

    private sealed class BodySize : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }
}
