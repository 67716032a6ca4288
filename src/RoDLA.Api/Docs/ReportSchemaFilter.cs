using System.Reflection;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace RoDLA.Api.Docs;

/// <summary>
/// Says what the types of reports do not: an entry of <see cref="DocumentReport.Pages"/> is a page's report, or why there is none; the
/// sections of a page are required, and <c>{}</c> when nothing was found.
/// </summary>
internal sealed class ReportSchemaFilter : ISchemaFilter
{
    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties: { } properties } report)
        {
            return;
        }

        if (context.Type == typeof(DocumentReport))
        {
            properties["pages"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = properties["pages"].Description,
                Items = new OpenApiSchema { OneOf = [Schema(typeof(PageReport), context), Schema(typeof(PageFailure), context)] },
            };
        }
        else if (context.Type == typeof(PageReport))
        {
            // Only sections have a converter attribute: the one that writes null as {}.
            foreach (PropertyInfo section in typeof(PageReport).GetProperties().Where(p => p.IsDefined(typeof(JsonConverterAttribute))))
            {
                string name = JsonNamingPolicy.SnakeCaseLower.ConvertName(section.Name);
                IOpenApiSchema full = properties[name];
                report.Required!.Add(name);
                properties[name] = new OpenApiSchema
                {
                    Description = full.Description,
                    AnyOf = [full, new OpenApiSchema { Type = JsonSchemaType.Object, MaxProperties = 0 }],
                };
            }
        }
    }

    private static IOpenApiSchema Schema(Type type, SchemaFilterContext context) =>
        context.SchemaGenerator.GenerateSchema(type, context.SchemaRepository);
}
