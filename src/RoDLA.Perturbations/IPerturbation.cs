namespace RoDLA.Perturbations;

/// <summary>One kind of damage to a page. Thread-safe.</summary>
public interface IPerturbation
{
    /// <summary>Name, category and texts.</summary>
    PerturbationDescriptor Descriptor { get; }

    /// <summary>Makes a damaged copy of a page.</summary>
    /// <param name="source">The page; not changed.</param>
    /// <param name="context">Degree, mode, seed and options.</param>
    /// <param name="cancellationToken">Cancels between two bands of rows.</param>
    /// <returns>The new page, and the transform when points move; the caller disposes it.</returns>
    /// <exception cref="PerturbationException">The page is too small, or the options do not fit; the message says why.</exception>
    ValueTask<PerturbationResult> ApplyAsync(PageImage source, PerturbationContext context, CancellationToken cancellationToken);
}
