using Swashbuckle.AspNetCore.SwaggerGen;

namespace RoDLA.Api.Docs;

/// <summary>
/// A property that refers to another schema and is not always there may be null; the generator says so of plain values only.
/// </summary>
internal sealed class NullableReferenceFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        foreach ((string name, IOpenApiSchema property) in schema.Properties?.ToArray() ?? [])
        {
            if (property is OpenApiSchemaReference && schema.Required?.Contains(name) != true)
            {
                schema.Properties![name] = new OpenApiSchema
                {
                    Description = property.Description,
                    OneOf = [property, new OpenApiSchema { Type = JsonSchemaType.Null }],
                };
            }
        }
    }
}
