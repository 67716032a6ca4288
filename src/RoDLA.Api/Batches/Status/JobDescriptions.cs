using RoDLA.Api.Docs;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Batches.Status;

/// <summary>OpenAPI descriptions of the endpoints of jobs.</summary>
internal static class JobDescriptions
{
    /// <summary>Reasons why the service takes no new work.</summary>
    public static readonly ProblemKind[] Refusals = [ProblemKind.QueueFull, ProblemKind.Stopping, ProblemKind.DiskFull];

    /// <summary>The query parameters of a paged list.</summary>
    public static readonly (string Name, string Text)[] Pages =
    [
        ("page", "Number of the page, from 1."),
        ("page_size", $"Entries on a page, 1 to {Paging.MostSize}; {Paging.DefaultSize} when it is not sent."),
    ];

    /// <summary>The description of an endpoint below a job.</summary>
    public static OperationDescription OfJob(
        IReadOnlyList<ProblemKind> problems, params ReadOnlySpan<(string Name, string Text)> parameters)
    {
        Dictionary<string, string> texts = new()
        {
            ["job_id"] = "Id of the job.",
            ["index"] = "Number of the image, from 0.",
            ["name"] = "Name of the chart.",
            ["file_id"] = "Id of the image.",
        };
        foreach ((string name, string text) in parameters)
        {
            texts[name] = text;
        }

        return new OperationDescription { Parameters = texts, Problems = [ProblemKind.NotFound, ProblemKind.NotReady, .. problems] };
    }
}
