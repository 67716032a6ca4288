using RoDLA.Analysis.Evaluation.Coco;
using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Evaluation.Running;
using RoDLA.Imaging.Painting;
using RoDLA.Imaging.Writing;

namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>Makes the pictures of the worst pages: each clean, and in its worst cell.</summary>
/// <param name="results">The cells.</param>
/// <param name="report">The report.</param>
/// <param name="picture">Makes a page of a cell again: index of the page, perturbation or null.</param>
internal sealed class ShownPages(
    EvaluationResults results, EvaluationReport report, Func<int, PerturbationStep?, CancellationToken, Task<PageImage>> picture)
{
    /// <summary>Pages that are shown.</summary>
    public const int Most = 8;

    private const int LongSide = 900;
    private const int Quality = 62;

    /// <summary>Makes them, worst first; of each page its clean and its worst cell.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<ShownPage>>> MakeAsync(CancellationToken cancellationToken)
    {
        List<IReadOnlyList<ShownPage>> pages = [];
        foreach (PageFigures page in report.Pages.Where(p => p.Clean is not null).Take(Most))
        {
            int index = results.Pages.ToList().FindIndex(p => p.Name == page.Name);
            PerturbationStep? worst = results.Settings.Steps.FirstOrDefault(s => CellName.Of(s) == page.WorstCell);
            List<ShownPage> cells = [await MakeAsync(index, null, cancellationToken).ConfigureAwait(false)];
            if (worst is not null)
            {
                cells.Add(await MakeAsync(index, worst, cancellationToken).ConfigureAwait(false));
            }

            pages.Add(cells);
        }

        return pages;
    }

    private async Task<ShownPage> MakeAsync(int index, PerturbationStep? step, CancellationToken cancellationToken)
    {
        CellRecord record = results.Pages[index].Cells[CellName.Of(step)];
        EvaluatedPage page = record.ToPage();
        DetectedBox[] detections = [.. page.Detections.Where(d => d.Score >= report.WorkingThreshold)];
        return new ShownPage(
            record.Cell,
            new PageSize(record.Width, record.Height),
            await JpegAsync(index, step, cancellationToken).ConfigureAwait(false),
            page.Truth,
            detections,
            ErrorSplit.Match(page.Truth, detections));
    }

    private async Task<byte[]?> JpegAsync(int index, PerturbationStep? step, CancellationToken cancellationToken)
    {
        try
        {
            using PageImage image = await picture(index, step, cancellationToken).ConfigureAwait(false);
            return await WorkThreads.Shared.RunAsync(() => Encode(image), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is ImageException or IOException)
        {
            // The report is complete without the picture.
            return null;
        }
    }

    private static byte[] Encode(PageImage image)
    {
        double scale = Math.Min(1, (double)LongSide / Math.Max(image.Width, image.Height));
        PageSize size = new(Math.Max(1, (int)Math.Round(image.Width * scale)), Math.Max(1, (int)Math.Round(image.Height * scale)));
        using PageImage small = PageResizer.Resize(image, size);
        return ImageWriter.ToJpeg(small, Quality);
    }
}
