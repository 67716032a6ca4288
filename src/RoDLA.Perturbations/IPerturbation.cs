using RoDLA.Imaging;

namespace RoDLA.Perturbations;

/// <summary>One kind of damage done to a page. Safe for any number of callers at once.</summary>
public interface IPerturbation
{
    /// <summary>Name, category and texts.</summary>
    PerturbationDescriptor Descriptor { get; }

    /// <summary>Makes a damaged copy of a page.</summary>
    /// <param name="source">The page; left as it is.</param>
    /// <param name="context">Degree, mode, seed and options.</param>
    /// <param name="cancellationToken">Stops the work between bands of rows.</param>
    /// <returns>The new page, and how points moved when they did; the caller disposes it.</returns>
    /// <exception cref="PerturbationException">This page, or these options, cannot be perturbed so; the message says why.</exception>
    ValueTask<PerturbationResult> ApplyAsync(PageImage source, PerturbationContext context, CancellationToken cancellationToken);
}
