using RoDLA.Analysis.Comparison;
using RoDLA.Api.Batches.Status;
using RoDLA.Api.Errors;
using RoDLA.Api.Inference.Results;
using RoDLA.Jobs.Comparison;
using RoDLA.Jobs.Pictures;
using RoDLA.Jobs.Results;

namespace RoDLA.Api.Inference.Comparing;

/// <summary>Compares the results of two jobs, image by image.</summary>
internal sealed class JobComparison(ResultAccess access, ResultReader reader, IJobPictures pictures)
{
    private const int MostNotCompared = 100;

    /// <summary>Path of a comparison.</summary>
    public static string Path(string first, string second, float iou) =>
        string.Create(CultureInfo.InvariantCulture, $"{InferenceRoutes.Compare}/{first}/{second}?match_iou={iou}");

    /// <summary>Compares two finished jobs.</summary>
    /// <param name="first">Id of the first job.</param>
    /// <param name="second">Id of the second job.</param>
    /// <param name="iou">Least IoU of a pair.</param>
    /// <param name="paging">Images to tell in full.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ApiException">There is no such job, or one has no results yet.</exception>
    public async Task<ComparisonDocument> CompareAsync(
        string first, string second, float iou, Paging paging, CancellationToken cancellationToken)
    {
        (JobSnapshot a, JobSnapshot b) = (access.FindFinished(first), access.FindFinished(second));
        JobPairs pairs = JobPairs.Of(a, b);
        ComparisonTally all = new();
        Dictionary<string, ComparisonTally> classes = new(StringComparer.OrdinalIgnoreCase);
        List<ImageComparison> shown = [];
        HashSet<ImagePair> page = [.. paging.Of(pairs.Both)];
        foreach (ImagePair pair in pairs.Both)
        {
            IReadOnlyList<DetectionChange> changes = await ChangesAsync(a, b, pair, iou, cancellationToken);
            ComparisonTally image = new();
            foreach (DetectionChange change in changes)
            {
                string name = (change.First ?? change.Second)!.ClassName;
                if (!classes.TryGetValue(name, out ComparisonTally? tally))
                {
                    classes.Add(name, tally = new ComparisonTally());
                }

                all.Add(change);
                image.Add(change);
                tally.Add(change);
            }

            if (page.Contains(pair))
            {
                shown.Add(Image(a, b, pair, iou, (image.ToCounts(), changes)));
            }
        }

        OrderedDictionary<string, ComparisonCounts> byClass = new(
            classes.Select(c => KeyValuePair.Create(c.Key, c.Value.ToCounts())).OrderByDescending(c => Total(c.Value)).ThenBy(c => c.Key));
        return new ComparisonDocument(
            [first, second], Math.Round(iou, 4), pairs.Both.Count, all.ToCounts(), byClass, shown, paging.Page, paging.Size,
            [.. pairs.Others.Take(MostNotCompared)]);
    }

    /// <summary>Draws both results of an image side by side.</summary>
    /// <returns>A JPEG.</returns>
    /// <exception cref="ApiException">There is no such job or image, or one has no result.</exception>
    public async Task<byte[]> DrawAsync(string first, string second, string fileId, float iou, CancellationToken cancellationToken)
    {
        (JobSnapshot a, JobSnapshot b) = (access.FindFinished(first), access.FindFinished(second));
        int index = access.Select(a, fileId)[0];
        ImagePair pair = JobPairs.Of(a, b).Both.Where(p => p.First == index).Select(p => (ImagePair?)p).FirstOrDefault()
            ?? throw ResultAccess.NotReady("The second job has no result for the image.");
        if (a.Definition.Settings.Perturbations?.For(pair.First) is not null)
        {
            throw ResultAccess.NotReady("The detections lie on the perturbed page, which is not kept.");
        }

        IReadOnlyList<DetectionChange> changes = await ChangesAsync(a, b, pair, iou, cancellationToken);
        return await pictures.SideBySideAsync(a, pair.First, changes, cancellationToken)
            ?? throw new ApiException(InferenceProblem.FileNotFound, "The image is no longer on the disk.");
    }

    private static int Total(ComparisonCounts counts) =>
        counts.Matched + counts.Moved + counts.ClassChanged + counts.Lost + counts.Gained;

    private static ImageComparison Image(
        JobSnapshot a, JobSnapshot b, ImagePair pair, float iou, (ComparisonCounts Counts, IReadOnlyList<DetectionChange> All) found)
    {
        string[] ids = [FileId.Of(a.Definition, pair.First), FileId.Of(b.Definition, pair.Second)];
        string picture = string.Create(
            CultureInfo.InvariantCulture,
            $"{InferenceRoutes.Compare}/{a.Definition.JobId}/{b.Definition.JobId}/picture?file_id={ids[0]}&match_iou={iou}");
        return new ImageComparison(
            ids,
            a.Definition.Items[pair.First].Name,
            found.Counts,
            picture,
            [.. found.All.Where(change => change.Outcome != DetectionOutcome.Matched).Select(ChangedDetection.Of)]);
    }

    private async Task<IReadOnlyList<DetectionChange>> ChangesAsync(
        JobSnapshot a, JobSnapshot b, ImagePair pair, float iou, CancellationToken cancellationToken) =>
        await reader.ReadAsync(a, pair.First, cancellationToken) is ({ } before, _)
        && await reader.ReadAsync(b, pair.Second, cancellationToken) is ({ } after, _)
            ? PageComparer.Compare(before, after, iou)
            : [];
}
