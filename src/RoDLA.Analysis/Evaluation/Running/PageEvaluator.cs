using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Perturbing;
using RoDLA.Analysis.Pipeline;

namespace RoDLA.Analysis.Evaluation.Running;

/// <summary>
/// Detects on a page and on its perturbed copies. The page is decoded once, and the next copy is made while the model looks at the one
/// before.
/// </summary>
/// <param name="finder">Detects.</param>
/// <param name="perturber">Perturbs.</param>
internal sealed class PageEvaluator(LayoutFinder finder, PagePerturber perturber)
{
    // The copy that the model looks at lives beside those of the chain that makes the next one.
    private const int Copies = PagePerturber.Copies + 1;

    /// <summary>Does the cells that a page's journal does not have.</summary>
    /// <param name="document">The page's document.</param>
    /// <param name="page">The page.</param>
    /// <param name="task">What to do.</param>
    /// <param name="report">Receives the name of each cell that is done.</param>
    /// <param name="cancellationToken">Stops the work; the journal keeps what is done.</param>
    /// <returns>The cells, all of them.</returns>
    /// <exception cref="ImageException">The page cannot be read.</exception>
    public async Task<IReadOnlyDictionary<string, CellRecord>> EvaluateAsync(
        OpenDocument document, LabelledPage page, PageTask task, Action<string>? report, CancellationToken cancellationToken)
    {
        Dictionary<string, CellRecord> done = new(task.Journal.Read());
        PerturbationStep?[] missing = [.. task.Settings.Cells.Where(cell => !done.ContainsKey(CellName.Of(cell)))];
        if (missing.Length == 0)
        {
            return done;
        }

        using PageImage clean = await document
            .ReadPageAsync(page.Page, new PageDemand(RequestPriority.Batch, Copies), cancellationToken).ConfigureAwait(false);
        Task<PerturbedPage?> next = PerturbAsync(clean, page, missing[0], task.Settings, cancellationToken);
        try
        {
            for (int i = 0; i < missing.Length; i++)
            {
                using PerturbedPage? perturbed = await next.ConfigureAwait(false);
                next = i + 1 < missing.Length
                    ? PerturbAsync(clean, page, missing[i + 1], task.Settings, cancellationToken)
                    : Task.FromResult<PerturbedPage?>(null);
                CellRecord record = await DetectAsync(clean, perturbed, page, task, cancellationToken).ConfigureAwait(false);
                record = record with { Cell = CellName.Of(missing[i]) };
                done[record.Cell] = Labelled(record, perturbed, page, task, done);
                await task.Journal.AppendAsync(done[record.Cell]).ConfigureAwait(false);
                report?.Invoke(record.Cell);
            }
        }
        finally
        {
            // The clean page may only go when nothing reads it.
            await next.ContinueWith(
                static made => (made.IsCompletedSuccessfully ? made.Result : null)?.Dispose(),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default).ConfigureAwait(false);
        }

        return done;
    }

    /// <summary>Makes a page of a cell again, for a picture of it.</summary>
    /// <param name="document">The page's document.</param>
    /// <param name="page">The page.</param>
    /// <param name="step">The perturbation; null for the clean page.</param>
    /// <param name="settings">The settings of the evaluation.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The pixels; the caller disposes them.</returns>
    public async Task<PageImage> PictureAsync(
        OpenDocument document, LabelledPage page, PerturbationStep? step, EvaluationSettings settings, CancellationToken cancellationToken)
    {
        PageImage clean = await document
            .ReadPageAsync(page.Page, new PageDemand(RequestPriority.Batch, Copies), cancellationToken).ConfigureAwait(false);
        if (step is null)
        {
            return clean;
        }

        using (clean)
        {
            using PerturbedPage made = (await PerturbAsync(clean, page, step, settings, cancellationToken).ConfigureAwait(false))!;
            return made.Image.Clone();
        }
    }

    private async Task<PerturbedPage?> PerturbAsync(
        PageImage clean, LabelledPage page, PerturbationStep? step, EvaluationSettings settings, CancellationToken cancellationToken)
    {
        if (step is null)
        {
            return null;
        }

        PagePerturbation request = new([step])
        {
            Mode = settings.Mode,
            Seed = PageSeed.Of(settings.Seed, step, page.Name),
            Quality = settings.MeasureEffects,
            MaxThreads = 1,
        };
        return await perturber
            .PerturbAsync(clean, new PageName(page.Name, 1, 1), request, RequestPriority.Batch, cancellationToken).ConfigureAwait(false);
    }

    private async Task<CellRecord> DetectAsync(
        PageImage clean, PerturbedPage? perturbed, LabelledPage page, PageTask task, CancellationToken cancellationToken)
    {
        if (perturbed?.Info.Failed is [PerturbationEntry failed, ..])
        {
            return new CellRecord("") { Error = failed.Message };
        }

        PageImage image = perturbed?.Image ?? clean;
        PageRequest request = new(page.Name, page.Page, task.Settings.Detection, Visualize: false) { Priority = RequestPriority.Batch };
        PageLayout layout = await finder.FindAsync(image, request, cancellationToken).ConfigureAwait(false);
        return new CellRecord("")
        {
            Width = image.Width,
            Height = image.Height,
            Detections = [.. layout.Elements.OrderByDescending(e => e.Confidence).SelectMany(e => Columns(e, task.Classes))],
            MsSsim = perturbed?.Info.Quality?.MsSsim,
            CwSsim = perturbed?.Info.Quality?.CwSsim,
        };
    }

    private static CellRecord Labelled(
        CellRecord record, PerturbedPage? perturbed, LabelledPage page, PageTask task, Dictionary<string, CellRecord> done)
    {
        IEnumerable<(int Class, JsonObject Annotation)> truths = page.Labels is { } labels
            ? labels.Where(l => task.Classes.OfLabel(l.ClassName) is not null)
                .Select(l => (task.Classes.OfLabel(l.ClassName)!.Value, l.Annotation))
            : (perturbed is null ? record : done[CellName.Clean]).Detections
                .Where(d => d[1] > task.Settings.TruthThreshold)
                .Select(d => ((int)d[0], new JsonObject
                {
                    ["bbox"] = new JsonArray([.. d[2..].Select(JsonNode (n) => JsonValue.Create((double)n))]),
                }));
        return record.Error is not null
            ? record
            : record with
            {
                Truth = [.. truths.Select(t => TruthColumns.Of(t.Class, t.Annotation, perturbed is not null, perturbed?.Transform))],
            };
    }

    private static IEnumerable<float[]> Columns(LayoutElement element, ClassSpace classes)
    {
        BoundingBox box = element.Box;
        return classes.OfDetection(element.ClassName) is { } index
            ? [[index, element.Confidence, box.X1, box.Y1, box.Width, box.Height]]
            : [];
    }
}
