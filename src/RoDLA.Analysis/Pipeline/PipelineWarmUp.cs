using Microsoft.Extensions.Hosting;
using RoDLA.Analysis.Json;
using RoDLA.Imaging.Writing;

namespace RoDLA.Analysis.Pipeline;

/// <summary>
/// Runs a drawn page through the whole pipeline as soon as the model is loaded, so that the first request need not wait until its code is
/// compiled. The page is not counted anywhere.
/// </summary>
internal sealed partial class PipelineWarmUp(
    PagePipeline pipeline, IPageReader reader, ILayoutDetector detector, ILogger<PipelineWarmUp> logger) : BackgroundService
{
    // A4 at 100 dots per inch, lines of text as grey bars.
    private const int Width = 827;
    private const int Height = 1169;
    private const int Margin = 90;
    private const int LineHeight = 18;
    private const int InkHeight = 9;
    private const int LinesOfParagraph = 8;
    private const byte Ink = 60;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (!await detector.WhenReadyAsync(stoppingToken).ConfigureAwait(false))
            {
                return;
            }

            OpenDocument document = await reader.OpenAsync(DocumentSource.FromMemory(Draw()), stoppingToken).ConfigureAwait(false);

            // A client may be waiting already: the charts, which it may not ask for, come second.
            foreach (bool charts in new[] { false, true })
            {
                PageRequest request = new("page.jpg", 1, new DetectionSettings(0.1f), charts) { Priority = RequestPriority.Batch };
                PageReport report = await pipeline.AnalyzeAsync(document, request, stoppingToken).ConfigureAwait(false);
                await JsonSerializer.SerializeAsync(Stream.Null, report, ReportJson.Options, stoppingToken).ConfigureAwait(false);
                LogDone(report.AllDetections.Count, report.Visualizations.Count, report.ProcessingTimesMs.Total);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogFailed(e);
        }
    }

    private static byte[] Draw()
    {
        using PageImage page = PageImage.Rent(Width, Height);
        page.Pixels.Fill(byte.MaxValue);
        for (int line = 0; Margin + ((line + 1) * LineHeight) < Height - Margin; line++)
        {
            if (line % LinesOfParagraph < LinesOfParagraph - 1)
            {
                int top = Margin + (line * LineHeight);
                for (int y = top; y < top + InkHeight; y++)
                {
                    page.Pixels.Slice(((y * Width) + Margin) * PageImage.Channels, (Width - (2 * Margin)) * PageImage.Channels).Fill(Ink);
                }
            }
        }

        return ImageWriter.ToJpeg(page);
    }

    [LoggerMessage(1330, LogLevel.Debug, "A drawn page went through the pipeline: {Elements} elements, {Charts} charts, {Milliseconds:0} ms")]
    private partial void LogDone(int elements, int charts, double milliseconds);

    [LoggerMessage(1331, LogLevel.Warning, "The first page could not be prepared; requests are not affected.")]
    private partial void LogFailed(Exception exception);
}
