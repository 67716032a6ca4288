using RoDLA.Imaging;

namespace RoDLA.Perturbations;

/// <summary>A perturbation that needs nothing but the page's pixels, and so nothing to wait for.</summary>
internal abstract class PixelPerturbation(string name) : IPerturbation
{
    /// <inheritdoc/>
    public PerturbationDescriptor Descriptor { get; } = PerturbationCatalog.ByName[name];

    /// <inheritdoc/>
    public ValueTask<PerturbationResult> ApplyAsync(PageImage source, PerturbationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(context);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Apply(source, context, cancellationToken));
    }

    /// <summary>Does the work on the calling thread and its helpers.</summary>
    public abstract PerturbationResult Apply(PageImage source, PerturbationContext context, CancellationToken cancellationToken);
}
