using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Storage;

namespace RoDLA.Analysis.Datasets;

/// <summary>
/// Makes perturbed copies of a data set in the layout of the benchmark. Every page has its own seed, made from its name, so that neither
/// the number of threads nor an interruption changes a byte; a run continues where an earlier one stopped.
/// </summary>
public sealed class DatasetPerturber
{
    private readonly IPageReader _reader;
    private readonly PagePerturber _perturber;
    private readonly DatasetSettings _settings;
    private readonly CocoDataset _dataset;
    private readonly DatasetMethod[] _methods;
    private int _done;
    private int _made;

    private DatasetPerturber(IPageReader reader, PagePerturber perturber, DatasetSettings settings, CocoDataset dataset)
    {
        _reader = reader;
        _perturber = perturber;
        _settings = settings;
        _dataset = dataset;
        _methods = [.. settings.Steps.Distinct().Select(s => new DatasetMethod(s, settings))];
    }

    /// <summary>Pages that a whole run makes.</summary>
    public int Total => _dataset.Images.Count * _methods.Length;

    /// <summary>Reads and checks the data set, and claims the folder for this run or its continuation.</summary>
    /// <exception cref="DatasetException">Something is wrong; nothing was made.</exception>
    public static async Task<DatasetPerturber> OpenAsync(
        IPageReader reader, PagePerturber perturber, DatasetSettings settings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(settings);
        CocoDataset read = CocoDataset.Read(settings);
        CocoDataset dataset = await CocoSizes.CheckAsync(read, settings, reader, cancellationToken).ConfigureAwait(false);
        await RunFile.ClaimAsync(settings, dataset.Images, cancellationToken).ConfigureAwait(false);
        return new DatasetPerturber(reader, perturber, settings, dataset);
    }

    /// <summary>Makes what is missing.</summary>
    /// <param name="progress">Receives the progress of the run, from several threads; may be null.</param>
    /// <param name="cancellationToken">Stops the run; another run continues from there.</param>
    /// <exception cref="IOException">A folder cannot be written to.</exception>
    public async Task<DatasetOutcome> RunAsync(IProgress<DatasetProgress>? progress, CancellationToken cancellationToken)
    {
        DatasetMethod[] open = [.. _methods.Where(m => !m.IsFinished)];
        _done = (_methods.Length - open.Length) * _dataset.Images.Count;
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = _settings.Concurrency, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(_dataset.Images, parallel, (image, ends) => MakeAsync(image, open, progress, ends))
            .ConfigureAwait(false);

        List<string> failures = [];
        DatasetFiles files = new(_dataset, _settings);
        foreach (DatasetMethod method in open)
        {
            IReadOnlyList<DatasetRecord> records = await files.WriteAsync(method, cancellationToken).ConfigureAwait(false);
            failures.AddRange(records
                .Where(r => r.Error is not null)
                .Select(r => $"{r.FileName}, {method.Step.Type}:{method.Step.Degree}: {r.Error}"));
        }

        // Also what an ended run had no more time for.
        foreach (DatasetMethod method in _methods.Where(m => Directory.Exists(m.Records)))
        {
            Directory.Delete(method.Records, recursive: true);
        }

        return new DatasetOutcome(_made, failures);
    }

    private async ValueTask MakeAsync(
        DatasetImage image, DatasetMethod[] methods, IProgress<DatasetProgress>? progress, CancellationToken cancellationToken)
    {
        DatasetMethod[] missing = [.. methods.Where(m => !File.Exists(m.RecordOf(image.Index)))];
        Interlocked.Add(ref _done, methods.Length - missing.Length);
        if (missing.Length == 0)
        {
            return;
        }

        using PageImage? clean = await ReadAsync(image, missing, cancellationToken).ConfigureAwait(false);
        foreach (DatasetMethod method in missing)
        {
            if (clean is not null)
            {
                DatasetRecord record = await MakeAsync(image, clean, method, cancellationToken).ConfigureAwait(false);
                await AtomicFile.WriteJsonAsync(method.RecordOf(image.Index), record, cancellationToken).ConfigureAwait(false);
            }

            Interlocked.Increment(ref _made);
            progress?.Report(new DatasetProgress(
                Interlocked.Increment(ref _done), $"{method.Step.Type}:{method.Step.Degree} {image.FileName}"));
        }
    }

    private async Task<PageImage?> ReadAsync(DatasetImage image, DatasetMethod[] missing, CancellationToken cancellationToken)
    {
        try
        {
            DocumentSource source = DocumentSource.FromFile(Path.Combine(_settings.Images, image.FileName));
            OpenDocument document = await _reader.OpenAsync(source, cancellationToken).ConfigureAwait(false);
            return await document.ReadPageAsync(1, default, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageException e)
        {
            foreach (DatasetMethod method in missing)
            {
                DatasetRecord record = Failed(image, method, e.Message);
                await AtomicFile.WriteJsonAsync(method.RecordOf(image.Index), record, cancellationToken).ConfigureAwait(false);
            }

            return null;
        }
    }

    private async Task<DatasetRecord> MakeAsync(
        DatasetImage image, PageImage clean, DatasetMethod method, CancellationToken cancellationToken)
    {
        PagePerturbation request = new([method.Step])
        {
            Mode = _settings.Mode,
            Seed = method.SeedOf(image.FileName),
            Quality = _settings.Quality,
            MaxThreads = 1,
        };
        try
        {
            using PerturbedPage page = await _perturber
                .PerturbAsync(clean, new PageName(image.FileName, 1, 1), request, RequestPriority.Batch, cancellationToken)
                    .ConfigureAwait(false);
            if (page.Info.Failed is [PerturbationEntry failed, ..])
            {
                return Failed(image, method, failed.Message);
            }

            await AtomicFile.WriteAsync(Path.Combine(method.Pages, image.OutputName), stream =>
            {
                DatasetEncoder.Write(page.Image, image.OutputName, stream);
                return Task.CompletedTask;
            }).ConfigureAwait(false);
            IPageTransform? transform = page.Transform;
            return new DatasetRecord(
                image.FileName,
                page.Image.Width,
                page.Image.Height,
                page.Info.Seed,
                Error: null,
                page.Info.Quality is { } measures ? QualityFigures.From(measures) : null,
                [.. image.Annotations.Select(a => AnnotationMover.Move(a, transform))]);
        }
        catch (ImageException e)
        {
            return Failed(image, method, e.Message);
        }
    }

    private static DatasetRecord Failed(DatasetImage image, DatasetMethod method, string message) =>
        new(image.FileName, 0, 0, method.SeedOf(image.FileName), message, Quality: null, []);
}
