using System.Reflection;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace RoDLA.Api.Docs;

/// <summary>Describes the sections of a page: each is required, and is <c>{}</c> when nothing was found.</summary>
internal sealed class EmptySectionFilter : ISchemaFilter
{
    /// <inheritdoc/>
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (context.Type != typeof(PageReport) || schema is not OpenApiSchema { Properties: { } properties, Required: { } required })
        {
            return;
        }

        foreach (PropertyInfo section in typeof(PageReport).GetProperties().Where(IsSection))
        {
            string name = JsonNamingPolicy.SnakeCaseLower.ConvertName(section.Name);
            IOpenApiSchema full = properties[name];
            required.Add(name);
            properties[name] = new OpenApiSchema
            {
                Description = full.Description,
                AnyOf = [full, new OpenApiSchema { Type = JsonSchemaType.Object, MaxProperties = 0 }],
            };
        }
    }

    // Only sections have a converter attribute: the one that writes null as {}.
    private static bool IsSection(PropertyInfo property) => property.IsDefined(typeof(JsonConverterAttribute));
}
