using Swashbuckle.AspNetCore.SwaggerGen;

namespace RoDLA.Api.Docs;

/// <summary>Registers the OpenAPI document.</summary>
internal static class OpenApiSetup
{
    /// <summary>Name of the one document.</summary>
    public const string DocumentName = "v1";

    /// <summary>Title of the service.</summary>
    public const string Title = "RoDLA Object Detection API";

    /// <summary>Describes every endpoint from its signature, its XML documentation and its <see cref="OperationDescription"/>.</summary>
    public static IServiceCollection AddOpenApiDocument(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(Configure);
        services.AddSingleton<OpenApiText>();
        services.AddSingleton<ExampleFiles>();
        return services;
    }

    private static void Configure(SwaggerGenOptions options)
    {
        options.SwaggerDoc(DocumentName, new OpenApiInfo
        {
            Title = Title,
            Version = ApiVersion.Text,
            Description = "Finds the layout elements of document pages, measures the layout and explains it.",
            License = new OpenApiLicense { Name = "Apache-2.0", Identifier = "Apache-2.0" },
        });
        options.MapType<PictureUri>(() => new OpenApiSchema { Type = JsonSchemaType.String });
        options.SupportNonNullableReferenceTypes();
        options.NonNullableReferenceTypesAsRequired();
        options.OperationFilter<RequestFieldsFilter>();
        options.OperationFilter<OperationDescriptionFilter>();
        options.OperationFilter<ExampleFilter>();
        options.SchemaFilter<ReportSchemaFilter>();
        options.SchemaFilter<NullableReferenceFilter>();
        options.DocumentFilter<DocumentFrame>();
        options.DocumentFilter<FieldExamplesFilter>();
        foreach (string file in Directory.EnumerateFiles(AppContext.BaseDirectory, "RoDLA.*.xml").Order(StringComparer.Ordinal))
        {
            options.IncludeXmlComments(file);
        }
    }
}
