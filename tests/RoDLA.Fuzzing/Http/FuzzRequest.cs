namespace RoDLA.Fuzzing.Http;

/// <summary>A request that can be written to a file and sent again.</summary>
/// <param name="Kind">What was changed.</param>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path and query.</param>
/// <param name="ContentType">Media type of the body.</param>
/// <param name="Body">The body; empty for GET.</param>
internal sealed record FuzzRequest(string Kind, HttpMethod Method, string Path, string ContentType, byte[] Body)
{
    /// <summary>A message to send.</summary>
    public HttpRequestMessage Create()
    {
        HttpRequestMessage message = new(Method, new Uri(Path, UriKind.Relative));
        if (Method != HttpMethod.Get)
        {
            message.Content = new ByteArrayContent(Body);
            message.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        }

        return message;
    }

    /// <summary>A command line of curl that repeats the request from the file of its body.</summary>
    public string Curl(string bodyFile) => $"curl -X {Method} -H 'Content-Type: {ContentType}' --data-binary @{bodyFile} 'HOST{Path}'";
}
