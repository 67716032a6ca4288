using RoDLA.Api.Forms;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace RoDLA.Api.Docs;

/// <summary>Puts the fields that an endpoint takes into the OpenAPI document.</summary>
internal sealed class RequestFieldsFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        if (context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<RequestFields>().FirstOrDefault() is not { } request)
        {
            return;
        }

        bool inJson = request.MediaType == RequestFields.Json;
        OpenApiSchema schema = new()
        {
            Type = JsonSchemaType.Object,
            Required = request.Fields.Where(f => f.IsRequired).Select(f => f.Name).ToHashSet(),
            Properties = new Dictionary<string, IOpenApiSchema>(),
        };
        foreach (FormField field in request.Fields)
        {
            Section(schema, field.Name).Add(field.Name[(field.Name.LastIndexOf('.') + 1)..], field.ToSchema(inJson));
        }

        OpenApiMediaType body = new() { Schema = schema, Example = inJson ? Example(request.Fields) : null };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = schema.Required.Count > 0,
            Content = new Dictionary<string, IOpenApiMediaType> { [request.MediaType] = body },
        };
    }

    /// <summary>The properties of the object that holds a field with a dotted name: <c>config.sahi.enabled</c>.</summary>
    private static IDictionary<string, IOpenApiSchema> Section(OpenApiSchema root, string name)
    {
        IDictionary<string, IOpenApiSchema> properties = root.Properties!;
        foreach (string part in name.Split('.')[..^1])
        {
            properties.TryAdd(part, new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = new Dictionary<string, IOpenApiSchema>(),
            });
            properties = properties[part].Properties!;
        }

        return properties;
    }

    // The example is short, since users edit it: required fields only.
    private static JsonObject Example(IEnumerable<FormField> fields) =>
        new(fields.Where(f => f.IsRequired).Select(f => KeyValuePair.Create(f.Name, f.Example?.DeepClone())));
}
