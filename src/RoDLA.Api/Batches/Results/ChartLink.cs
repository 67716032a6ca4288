using RoDLA.Api.Batches.Status;

namespace RoDLA.Api.Batches.Results;

/// <summary>A chart that was drawn.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Url">Its path on this service; a PNG picture.</param>
public sealed record ChartLink(string Name, string Url)
{
    /// <summary>The charts over all images of a job, by name; empty when none were drawn.</summary>
    internal static IReadOnlyList<ChartLink> OfJob(JobView view) =>
        In(view.Paths.SummaryCharts(view.Job.Definition), view.Links.Visualizations);

    /// <summary>The charts of an image, by name; empty when none were drawn.</summary>
    internal static IReadOnlyList<ChartLink> OfImage(JobView view, int index) =>
        view.Job.Definition.Settings.DrawsImages && view.Job.Items[index].State == ItemState.Success
            ? In(view.Paths.Charts(view.Job.Definition, index), view.ResultUrl(index) + "/visualizations")
            : [];

    private static IReadOnlyList<ChartLink> In(string folder, string url) => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*.png").Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal)
            .Select(name => new ChartLink(name!, $"{url}/{name}.png"))];
}
