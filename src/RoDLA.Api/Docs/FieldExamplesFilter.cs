using RoDLA.Api.Errors;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace RoDLA.Api.Docs;

/// <summary>Gives each field of the answers the value that it has in the examples: the first that is not null.</summary>
internal sealed class FieldExamplesFilter(ExampleFiles examples) : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        Walk walk = new(swaggerDoc.Components!.Schemas!);
        foreach (OpenApiOperation operation in swaggerDoc.Paths.Values.SelectMany(path => path.Operations!.Values))
        {
            foreach (OperationExample example in examples.Of(operation.OperationId))
            {
                if (example.Answer is not null
                    && example.ResponseOf(operation).Content?.TryGetValue(example.MediaType, out IOpenApiMediaType? type) == true)
                {
                    walk.Visit(type.Schema!, example.Answer);
                }
            }
        }

        VisitProblems(walk, swaggerDoc);
        foreach ((string schema, JsonObject rare) in examples.Rare)
        {
            walk.Visit(swaggerDoc.Components.Schemas![schema], rare);
        }
    }

    private static void VisitProblems(Walk walk, OpenApiDocument document)
    {
        foreach (JsonNode? problem in document.Components!.Examples!.Values.Select(example => example.Value))
        {
            string schema = problem!["type"] is null ? nameof(ErrorEnvelope) : nameof(Problem);
            walk.Visit(document.Components.Schemas![schema], problem);
        }
    }

    private sealed class Walk(IDictionary<string, IOpenApiSchema> schemas)
    {
        public void Visit(IOpenApiSchema schema, JsonNode? value)
        {
            if ((value is not null || schema is OpenApiSchema { OneOf: null, AnyOf: null }) && Resolve(schema, value) is { } resolved)
            {
                if (IsPlain(value))
                {
                    Keep(resolved, value);
                }
                else if (value is JsonArray entries && resolved.Items is { } items)
                {
                    Array.ForEach([.. entries], entry => Visit(items, entry));
                }
                else if (value is JsonObject fields)
                {
                    Array.ForEach([.. fields], field => VisitField(resolved, field.Key, field.Value));
                }
            }
        }

        private void VisitField(OpenApiSchema owner, string name, JsonNode? value)
        {
            if (owner.Properties?.TryGetValue(name, out IOpenApiSchema? property) == true)
            {
                Visit(property, value);
            }
            else if (owner.AdditionalProperties is { } entry)
            {
                Visit(entry, value);
            }
        }

        /// <summary>The schema that a reference leads to; of several alternatives the one that describes all fields.</summary>
        private OpenApiSchema? Resolve(IOpenApiSchema schema, JsonNode? value) => schema switch
        {
            OpenApiSchemaReference { Reference.Id: { } id } => Resolve(schemas[id], value),
            OpenApiSchema { OneOf: { Count: > 0 } of } => Choose(of, value),
            OpenApiSchema { AnyOf: { Count: > 0 } of } => Choose(of, value),
            _ => schema as OpenApiSchema,
        };

        private OpenApiSchema? Choose(IList<IOpenApiSchema> alternatives, JsonNode? value) => alternatives
            .Select(alternative => Resolve(alternative, value))
            .FirstOrDefault(schema => value is not JsonObject fields || fields.All(f => schema?.Properties?.ContainsKey(f.Key) == true));

        // A later example takes the place of one that says nothing.
        private static void Keep(OpenApiSchema schema, JsonNode? value)
        {
            bool saysNothing =
                schema.Examples is null or [JsonArray { Count: 0 }] || JsonNullSentinel.IsJsonNullSentinel(schema.Examples[0]);
            if (saysNothing && (schema.Examples is null || value is not (null or JsonArray { Count: 0 })))
            {
                schema.Examples = [value?.DeepClone() ?? JsonNullSentinel.JsonNull];
            }
        }

        // Values without objects in them.
        private static bool IsPlain(JsonNode? value) => value switch
        {
            JsonObject => false,
            JsonArray list => list.All(IsPlain),
            _ => true,
        };
    }
}
