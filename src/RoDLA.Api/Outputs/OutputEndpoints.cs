using Microsoft.AspNetCore.StaticFiles;
using RoDLA.Api.Docs;
using RoDLA.Api.Errors;
using RoDLA.Api.Ownership;

namespace RoDLA.Api.Outputs;

/// <summary>The files that the paths in answers name.</summary>
internal static class OutputEndpoints
{
    private static readonly FileExtensionContentTypeProvider MediaTypes = new();

    /// <summary>Maps <c>GET /api/outputs/{path}</c>.</summary>
    public static IEndpointRouteBuilder MapOutputs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api/outputs/{**path}", Get)
            .WithName("getOutput").WithTags("Outputs")
            .WithMetadata(new OperationDescription
            {
                Parameters = new Dictionary<string, string> { ["path"] = "Path of an answer, such as `saved_path`, after its `outputs/`." },
                Files = ["application/json", "image/png", "image/jpeg", "image/webp"],
                Problems = [ProblemKind.NotFound],
            });
        return app;
    }

    /// <summary>Gives a file that was saved</summary>
    /// <remarks>
    /// Answers, charts, perturbed pages and results of batches. Hidden files, half-written ones, those of the service and those of another key are
    /// not found.
    /// </remarks>
    public static PhysicalFileHttpResult Get(string? path, OwnedOutputs outputs)
    {
        string file = outputs.Find(path ?? "") ?? throw new ApiException(ProblemKind.NotFound, $"There is no file '{path}'.");
        string type = MediaTypes.TryGetContentType(file, out string? known) ? known : "application/octet-stream";
        return TypedResults.PhysicalFile(file, type, lastModified: File.GetLastWriteTimeUtc(file), enableRangeProcessing: true);
    }
}
