using RoDLA.Perturbations.Memory;

namespace RoDLA.Perturbations;

/// <summary>A perturbation that needs only the page's pixels, and so runs synchronously.</summary>
internal abstract class PixelPerturbation(string name) : IPerturbation
{
    public PerturbationDescriptor Descriptor { get; } = PerturbationCatalog.ByName[name];

    public ValueTask<PerturbationResult> ApplyAsync(PageImage source, PerturbationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(context);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Apply(source, context, new RowBands(context.MaxThreads, cancellationToken)));
    }

    /// <summary>Makes the new page on the calling thread and helpers of the thread pool.</summary>
    public abstract PerturbationResult Apply(PageImage source, PerturbationContext context, RowBands bands);
}
