using RoDLA.Analysis.Datasets;
using RoDLA.Analysis.Evaluation.Figures;
using RoDLA.Analysis.Evaluation.Labels;
using RoDLA.Analysis.Evaluation.Running;

namespace RoDLA.Analysis.Evaluation;

/// <summary>Settings of an evaluation over a folder of pages.</summary>
/// <param name="Images">Folder of the pages.</param>
/// <param name="CocoFile">Their labels in COCO's format; null when the clean detections stand in as truth.</param>
/// <param name="Out">Folder for the report and the journal; made when it is missing.</param>
/// <param name="Pages">What is done to each page.</param>
public sealed record DatasetEvaluationSettings(string Images, string? CocoFile, string Out, EvaluationSettings Pages)
{
    /// <summary>Name of the set in the report; by default that of the folder.</summary>
    public string Name { get; init; } = Path.GetFileName(Path.TrimEndingDirectorySeparator(Images));

    /// <summary>Most pages, spread evenly over the set; null for all.</summary>
    public int? Limit { get; init; }

    /// <summary>How the labels' names are read; null to find it by the names.</summary>
    public LabelVocabulary? Vocabulary { get; init; }

    /// <summary>The table of effects that mRD divides by. Default: the shipped one.</summary>
    public EffectTable Effects { get; init; } = EffectTable.Shipped;

    /// <summary>What to do with labels that disregard the EXIF orientation. Default <see cref="ExifHandling.Refuse"/>.</summary>
    public ExifHandling Exif { get; init; }

    /// <summary>Pages that are worked on at once. Default: one a processor.</summary>
    public int Concurrency { get; init; } = Environment.ProcessorCount;
}
