using System.Security.Cryptography;
using RoDLA.Imaging.Scheduling;
using RoDLA.Perturbations.Geometry;

namespace RoDLA.Perturbations;

/// <summary>
/// Applies perturbations in order. One that fails is recorded, and the chain continues. Thread-safe.
/// </summary>
/// <param name="registry">The available perturbations.</param>
/// <param name="time">Measures how long each takes.</param>
public sealed class PerturbationPipeline(PerturbationRegistry registry, TimeProvider time)
{
    /// <summary>Random seeds stay below 2³², which the numbers of every client can hold.</summary>
    private const int SeedBytes = 4;

    /// <summary>Runs a chain.</summary>
    /// <param name="source">The page; not changed.</param>
    /// <param name="steps">The chain; the caller checks its length.</param>
    /// <param name="settings">Mode, seed, threads.</param>
    /// <param name="cancellationToken">Cancels the chain.</param>
    /// <returns>The perturbed page and the result of each entry; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">An entry's name or degree does not exist; nothing was done.</exception>
    public async ValueTask<PerturbationOutcome> RunAsync(
        PageImage source, IReadOnlyList<PerturbationStep> steps, PipelineSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(settings);
        IPerturbation[] perturbations = Find(steps);
        long seed = settings.Seed ?? BitConverter.ToUInt32(RandomNumberGenerator.GetBytes(SeedBytes));
        PageImage page = source;
        List<IPageTransform> transforms = [];
        try
        {
            var records = new PerturbationRecord[steps.Count];
            for (int i = 0; i < records.Length; i++)
            {
                PerturbationStep step = steps[i];
                var context = new PerturbationContext(step.Degree, step.Seed ?? seed)
                {
                    Order = i + 1,
                    Mode = settings.Mode,
                    MaxThreads = settings.MaxThreads,
                    WatermarkText = step.WatermarkText,
                    BackgroundFolder = step.BackgroundFolder,
                };
                (records[i], PerturbationResult? result) =
                    await ApplyAsync(perturbations[i], page, context, cancellationToken).ConfigureAwait(false);
                if (result is not null)
                {
                    Release(page);
                    page = result.Image;
                    transforms.AddRange(result.Transform is { } transform ? [transform] : []);
                }
            }

            IPageTransform? moved = transforms.Count > 1 ? new ComposedTransform(transforms) : transforms.FirstOrDefault();
            return new PerturbationOutcome(page == source ? source.Clone() : page, moved, records, seed);
        }
        catch
        {
            Release(page);
            new ComposedTransform(transforms).Dispose();
            throw;
        }

        void Release(PageImage finished)
        {
            if (finished != source)
            {
                finished.Dispose();
            }
        }
    }

    private IPerturbation[] Find(IReadOnlyList<PerturbationStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return [.. steps.Select(step => step.Degree is < 1 or > 3
            ? throw new ArgumentException($"The degree of '{step.Type}' is {step.Degree}; it is 1, 2 or 3.", nameof(steps))
            : registry.Find(step.Type) ?? throw new ArgumentException($"There is no perturbation '{step.Type}'.", nameof(steps)))];
    }

    private async ValueTask<(PerturbationRecord Record, PerturbationResult? Result)> ApplyAsync(
        IPerturbation perturbation, PageImage page, PerturbationContext context, CancellationToken cancellationToken)
    {
        string name = perturbation.Descriptor.Name;
        long start = time.GetTimestamp();
        try
        {
            // At once on a work thread; a step before this one may have left it.
            PerturbationResult result = await WorkThreads.Shared
                .RunAsync(() => perturbation.ApplyAsync(page, context, cancellationToken).AsTask(), cancellationToken)
                .Unwrap().ConfigureAwait(false);
            return (Record(success: true, $"Successfully applied {name} (degree {context.Degree})", fault: null), result);
        }
        catch (Exception refused) when (refused is PerturbationException or ImageException)
        {
            return (Record(success: false, $"Failed to apply {name} (degree {context.Degree}): {refused.Message}", fault: null), null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return (Record(success: false, $"Failed to apply {name} (degree {context.Degree}): a fault of the service", fault), null);
        }

        PerturbationRecord Record(bool success, string message, Exception? fault) =>
            new(context.Order, name, context.Degree, success, message, context.Seed, time.GetElapsedTime(start).TotalMilliseconds)
            {
                Fault = fault,
            };
    }
}
