using Swashbuckle.AspNetCore.SwaggerGen;

namespace RoDLA.Api.Docs;

/// <summary>The server of the document, and the groups of operations in the order of the documentation.</summary>
internal sealed class DocumentFrame : IDocumentFilter
{
    private static readonly (string Name, string Text)[] Tags =
    [
        ("Detection", "The layout of a page: elements, figures, charts, interpretation; or a picture, or a file for another program."),
        ("Pages", "Pages of documents as pictures."),
        ("Perturbations", "Damage a page as scanners and cameras do, and see what a detector still finds."),
        ("Batch", "Many files as one job: state, events, results, charts, exports. Every job is also here under its id."),
        ("Batch API", "Many addresses and base64 images as one job, in JSON."),
        ("Inference API", "Upload once, run many times: jobs over stored images, results in other formats, pictures, comparisons."),
        ("Robustness", "How well a model does on pages, clean and under perturbations."),
        ("Model", "The models of the service."),
        ("Outputs", "Files that answers name."),
        ("Access", "Tickets for browsers, and what API keys have used."),
        ("Monitoring", "Jobs, queue, workers and rates for a screen."),
        ("Health", "State of the service, and probes."),
    ];

    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Servers = [new OpenApiServer { Url = "/", Description = "The service that this document comes from." }];
        swaggerDoc.Tags = Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Text }).ToHashSet();
    }
}
