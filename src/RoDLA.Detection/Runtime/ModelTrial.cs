using RoDLA.Detection.Models;
using RoDLA.Detection.Slicing;

namespace RoDLA.Detection.Runtime;

/// <summary>Tries a model before it is taken into use.</summary>
public static class ModelTrial
{
    /// <summary>Checks the files and the graph of a model and looks at a page with it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Where it runs.</param>
    /// <param name="page">The page.</param>
    /// <param name="cancellationToken">Stops the trial.</param>
    /// <returns>The elements of the page above the model's threshold.</returns>
    /// <exception cref="ModelException">The model is unusable.</exception>
    public static async Task<IReadOnlyList<LayoutElement>> RunAsync(
        ModelFolder model, DetectionOptions options, PageImage page, CancellationToken cancellationToken)
    {
        ThreadPlan threads = ThreadPlan.From(options, Environment.ProcessorCount);
        using ModelRunner runner = await ModelRunner.LoadAsync(model, options, threads, cancellationToken).ConfigureAwait(false);
        DetectionSettings settings = new(model.Manifest.DefaultThreshold);
        ScanPlan plan = new(page.Size, slices: null, options.MaxSlices);
        return await WorkThreads.Shared
            .RunAsync(() => runner.Run(page, settings, plan, cancellationToken), cancellationToken).ConfigureAwait(false);
    }
}
