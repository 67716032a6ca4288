namespace RoDLA.Analysis.Datasets;

/// <summary>Settings of a run over a data set.</summary>
/// <param name="Images">Folder that the file names of <paramref name="CocoFile"/> start from.</param>
/// <param name="CocoFile">Images, boxes and polygons, in COCO's format.</param>
/// <param name="Out">Folder for the perturbed data sets; made when it is missing.</param>
/// <param name="Steps">Perturbations; each makes a data set of its own.</param>
public sealed record DatasetSettings(string Images, string CocoFile, string Out, IReadOnlyList<PerturbationStep> Steps)
{
    /// <summary>Key that the seed of each page is made from, with the page's name, the perturbation and its degree. Default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Which behaviour to follow. Default <see cref="PerturbationMode.Standard"/>.</summary>
    public PerturbationMode Mode { get; init; }

    /// <summary>What to do with annotations that disregard the EXIF orientation. Default <see cref="ExifHandling.Refuse"/>.</summary>
    public ExifHandling Exif { get; init; }

    /// <summary>Whether to measure the similarity of each page to its original. Default true.</summary>
    public bool Quality { get; init; } = true;

    /// <summary>Pages that are worked on at once. Default: one a processor.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;
}
