namespace RoDLA.Api.Docs;

/// <summary>A request that was sent to the service, and its answer, shortened; <c>tools/openapi-examples</c> makes them.</summary>
/// <param name="Parameters">Values of the parameters in path, query and headers.</param>
/// <param name="Request">The JSON body; null for a form, or for none.</param>
/// <param name="Status">Status of the answer.</param>
/// <param name="MediaType">Media type of the answer.</param>
/// <param name="Answer">The answer: JSON, or the beginning of a text; null for pictures and archives.</param>
internal sealed record OperationExample(JsonObject Parameters, JsonNode? Request, int Status, string MediaType, JsonNode? Answer)
{
    /// <summary>The answer's description in the document.</summary>
    public IOpenApiResponse ResponseOf(OpenApiOperation operation) => operation.Responses![Status.ToString(CultureInfo.InvariantCulture)];
}
