using RoDLA.Analysis.Comparison;
using RoDLA.Analysis.Pictures;
using RoDLA.Imaging.Painting;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;
using RoDLA.Jobs.Uploads;

namespace RoDLA.Jobs.Pictures;

/// <summary>Draws pictures, one at a time for the same file, and keeps them beside what they were made from.</summary>
internal sealed class JobPictures(IPageReader reader, ResultReader results, JobPaths paths, IOptions<InferenceOptions> options)
    : IJobPictures
{
    private readonly KeyedLock _drawing = new();

    /// <inheritdoc cref="IJobPictures.WhyNotDrawn"/>
    public static string? WhyNotDrawn(JobDefinition job, int index) =>
        job.Settings.Annotation is { Enabled: false } ? "The job was started without visualization."
        : job.Settings.Perturbations?.For(index) is not null ? "The detections lie on the perturbed page, which is not kept."
        : null;

    string? IJobPictures.WhyNotDrawn(JobSnapshot job, int index) => WhyNotDrawn(job.Definition, index);

    public async Task<string?> AnnotatedAsync(JobSnapshot job, int index, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        JobDefinition definition = job.Definition;
        string path = Path.Combine(
            paths.PictureFolder(definition.JobId), string.Create(CultureInfo.InvariantCulture, $"annotated_{index + 1:000000}.jpg"));
        using IDisposable held = await _drawing.LockAsync(path, cancellationToken).ConfigureAwait(false);

        // A result that a crash lost was made again.
        if (File.Exists(path) && File.GetLastWriteTimeUtc(path) >= File.GetLastWriteTimeUtc(paths.Result(definition, index)))
        {
            return path;
        }

        string input = paths.InputFile(definition, index);
        if (await results.ReadAsync(job, index, cancellationToken).ConfigureAwait(false) is not ({ } report, _) || !File.Exists(input))
        {
            return null;
        }

        AnnotationSettings settings = definition.Settings.Annotation ?? new AnnotationSettings();
        LabelledBox[] boxes = [.. report.AllDetections.Select(found => Box(found, settings))];
        DocumentSource source = DocumentSource.FromFile(input).AtDpi(definition.Settings.PdfDpi);
        await DrawAsync(
            source,
            definition.Items[index].Page,
            path,
            (page, file) =>
            {
                BoxPainter.Paint(page, boxes);
                PictureFormat.Jpeg.Write(page, file.Write);
            },
            cancellationToken).ConfigureAwait(false);
        return path;
    }

    public async Task<byte[]?> SideBySideAsync(
        JobSnapshot job, int index, IReadOnlyList<DetectionChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        string input = paths.InputFile(job.Definition, index);
        if (!File.Exists(input))
        {
            return null;
        }

        DocumentSource source = DocumentSource.FromFile(input).AtDpi(job.Definition.Settings.PdfDpi);
        using PageImage page = await ReadAsync(source, job.Definition.Items[index].Page, ComparisonPicture.Copies, cancellationToken)
            .ConfigureAwait(false);
        using MemoryStream file = new();
        return await WorkThreads.Shared.RunAsync(
            () =>
            {
                ComparisonPicture.Draw(page, changes, file.Write);
                return file.ToArray();
            },
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<string?> ThumbnailAsync(ImageFile file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        using IDisposable held = await _drawing.LockAsync(file.ThumbnailPath, cancellationToken).ConfigureAwait(false);
        if (File.Exists(file.ThumbnailPath))
        {
            return file.ThumbnailPath;
        }

        if (!File.Exists(file.Path))
        {
            return null;
        }

        await DrawAsync(DocumentSource.FromFile(file.Path), file.Page, file.ThumbnailPath, WriteThumbnail, cancellationToken)
            .ConfigureAwait(false);
        return file.ThumbnailPath;
    }

    private static LabelledBox Box(StoredDetection found, AnnotationSettings settings)
    {
        StoredBox box = found.Bbox;
        return new LabelledBox(
            new BoundingBox((float)box.X1, (float)box.Y1, (float)box.X2, (float)box.Y2),
            found.ClassId,
            BoxLabel.Of(found.ClassName, found.Confidence, settings.ShowLabels, settings.ShowConfidence));
    }

    private void WriteThumbnail(PageImage page, Stream file)
    {
        double scale = Math.Min(1, (double)options.Value.ThumbnailPixels / Math.Max(page.Width, page.Height));
        PageSize size = new(Math.Max(1, (int)Math.Round(page.Width * scale)), Math.Max(1, (int)Math.Round(page.Height * scale)));
        using PageImage small = PageResizer.Resize(page, size);
        PictureFormat.Jpeg.Write(small, file.Write);
    }

    private async Task DrawAsync(
        DocumentSource source, int number, string path, Action<PageImage, Stream> draw, CancellationToken cancellationToken)
    {
        using PageImage page = await ReadAsync(source, number, copies: 0, cancellationToken).ConfigureAwait(false);
        await AtomicFile.WriteAsync(
            path,
            file => WorkThreads.Shared.RunAsync(
                () =>
                {
                    draw(page, file);
                    return true;
                },
                cancellationToken)).ConfigureAwait(false);
    }

    private async Task<PageImage> ReadAsync(DocumentSource source, int number, int copies, CancellationToken cancellationToken)
    {
        OpenDocument document = await reader.OpenAsync(source, cancellationToken).ConfigureAwait(false);
        PageDemand demand = new(RequestPriority.Interactive, copies);
        return await document.ReadPageAsync(number, demand, cancellationToken).ConfigureAwait(false);
    }
}
