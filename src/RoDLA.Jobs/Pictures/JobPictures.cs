using RoDLA.Analysis.Comparison;
using RoDLA.Analysis.Pictures;
using RoDLA.Imaging.Painting;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Inputs;
using RoDLA.Jobs.Model;
using RoDLA.Jobs.Results;
using RoDLA.Jobs.Uploads;

namespace RoDLA.Jobs.Pictures;

/// <summary>Draws pictures, one at a time for the same file, and keeps them beside what they were made from.</summary>
internal sealed class JobPictures(
    IPageReader reader, DetectedPages pages, ResultReader results, JobPaths paths, IOptions<InferenceOptions> options)
    : IJobPictures
{
    private readonly KeyedLock _drawing = new();

    /// <inheritdoc cref="IJobPictures.WhyNotDrawn"/>
    public static string? WhyNotDrawn(JobDefinition job) =>
        job.Settings.Annotation is { Enabled: false } ? "The job was started without visualization." : null;

    string? IJobPictures.WhyNotDrawn(JobDefinition job) => WhyNotDrawn(job);

    public async Task<string?> AnnotatedAsync(JobSnapshot job, int index, bool withBoxes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(job);
        JobDefinition definition = job.Definition;
        string kind = withBoxes ? "annotated" : "page";
        string path = Path.Combine(
            paths.PictureFolder(definition.JobId), string.Create(CultureInfo.InvariantCulture, $"{kind}_{index + 1:000000}.jpg"));
        using IDisposable held = await _drawing.LockAsync(path, cancellationToken).ConfigureAwait(false);

        // A result that a crash lost was made again.
        if (File.Exists(path) && File.GetLastWriteTimeUtc(path) >= File.GetLastWriteTimeUtc(paths.Result(definition, index)))
        {
            return path;
        }

        if (await results.ReadAsync(job, index, cancellationToken).ConfigureAwait(false) is not ({ } report, _)
            || pages.Of(definition, index, report, Demand(copies: 0)) is not { } read)
        {
            return null;
        }

        AnnotationSettings settings = definition.Settings.Annotation ?? new AnnotationSettings();
        LabelledBox[] boxes = withBoxes ? [.. report.AllDetections.Select(found => Box(found, settings))] : [];
        await DrawAsync(
            read,
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
        if (await results.ReadAsync(job, index, cancellationToken).ConfigureAwait(false) is not ({ } report, _)
            || pages.Of(job.Definition, index, report, Demand(ComparisonPicture.Copies)) is not { } read)
        {
            return null;
        }

        using PageImage page = await read(cancellationToken).ConfigureAwait(false);
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

        await DrawAsync(token => ReadAsync(file, token), file.ThumbnailPath, WriteThumbnail, cancellationToken).ConfigureAwait(false);
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

    private static PageDemand Demand(int copies) => new(RequestPriority.Interactive, copies);

    private static async Task DrawAsync(
        Func<CancellationToken, ValueTask<PageImage>> read,
        string path,
        Action<PageImage, Stream> draw,
        CancellationToken cancellationToken)
    {
        using PageImage page = await read(cancellationToken).ConfigureAwait(false);
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

    private async ValueTask<PageImage> ReadAsync(ImageFile file, CancellationToken cancellationToken)
    {
        OpenDocument document = await reader.OpenAsync(DocumentSource.FromFile(file.Path), cancellationToken).ConfigureAwait(false);
        return await document.ReadPageAsync(file.Page, Demand(copies: 0), cancellationToken).ConfigureAwait(false);
    }
}
