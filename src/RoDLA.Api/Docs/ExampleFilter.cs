using RoDLA.Api.Forms;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace RoDLA.Api.Docs;

/// <summary>Puts the examples of an operation at its parameters, its JSON body and its answer.</summary>
internal sealed class ExampleFilter(ExampleFiles examples) : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (OperationExample example in examples.Of(operation.OperationId).Reverse())
        {
            foreach (OpenApiParameter parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            {
                parameter.Example = example.Parameters[parameter.Name!]?.DeepClone() ?? parameter.Example;
            }

            Put(operation.RequestBody?.Content, RequestFields.Json, example.Request);
            Put(example.ResponseOf(operation).Content, example.MediaType, example.Answer);
        }
    }

    private static void Put(IDictionary<string, IOpenApiMediaType>? content, string mediaType, JsonNode? example)
    {
        if (example is not null && content?.TryGetValue(mediaType, out IOpenApiMediaType? type) == true)
        {
            ((OpenApiMediaType)type).Example = example.DeepClone();
        }
    }
}
