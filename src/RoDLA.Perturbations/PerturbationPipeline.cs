using System.Security.Cryptography;
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
        var chain = new Chain(source);
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
                records[i] = await ApplyAsync(perturbations[i], chain, context, cancellationToken).ConfigureAwait(false);
            }

            return chain.Finish(records, seed);
        }
        catch
        {
            chain.Abandon();
            throw;
        }
    }

    private IPerturbation[] Find(IReadOnlyList<PerturbationStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        return [.. steps.Select(step => step.Degree is < 1 or > 3
            ? throw new ArgumentException($"The degree of '{step.Type}' is {step.Degree}; it is 1, 2 or 3.", nameof(steps))
            : registry.Find(step.Type) ?? throw new ArgumentException($"There is no perturbation '{step.Type}'.", nameof(steps)))];
    }

    private async ValueTask<PerturbationRecord> ApplyAsync(
        IPerturbation perturbation, Chain chain, PerturbationContext context, CancellationToken cancellationToken)
    {
        string name = perturbation.Descriptor.Name;
        long start = time.GetTimestamp();
        try
        {
            chain.Add(await perturbation.ApplyAsync(chain.Page, context, cancellationToken).ConfigureAwait(false));
            return Record(success: true, $"Successfully applied {name} (degree {context.Degree})", fault: null);
        }
        catch (Exception refused) when (refused is PerturbationException or ImageException)
        {
            return Record(success: false, $"Failed to apply {name} (degree {context.Degree}): {refused.Message}", fault: null);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return Record(success: false, $"Failed to apply {name} (degree {context.Degree}): a fault of the service", fault);
        }

        PerturbationRecord Record(bool success, string message, Exception? fault) =>
            new(context.Order, name, context.Degree, success, message, context.Seed, time.GetElapsedTime(start).TotalMilliseconds)
            {
                Fault = fault,
            };
    }

    /// <summary>The current page of the chain, and the transforms applied so far.</summary>
    private sealed class Chain(PageImage source)
    {
        private readonly List<IPageTransform> _transforms = [];
        private PageImage? _perturbed;

        public PageImage Page => _perturbed ?? source;

        public void Add(PerturbationResult result)
        {
            _perturbed?.Dispose();
            _perturbed = result.Image;
            if (result.Transform is { } transform)
            {
                _transforms.Add(transform);
            }
        }

        public PerturbationOutcome Finish(PerturbationRecord[] records, long seed)
        {
            IPageTransform? moved = _transforms.Count > 1 ? new ComposedTransform(_transforms) : _transforms.FirstOrDefault();
            return new PerturbationOutcome(_perturbed ?? source.Clone(), moved, records, seed);
        }

        public void Abandon()
        {
            _perturbed?.Dispose();
            new ComposedTransform(_transforms).Dispose();
        }
    }
}
