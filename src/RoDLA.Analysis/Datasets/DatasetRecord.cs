namespace RoDLA.Analysis.Datasets;

/// <summary>Outcome of one page; kept beside the pages until all are done, so that an interrupted run can be continued.</summary>
/// <param name="FileName">Name of the file below the folder of images.</param>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Seed">Key of the random numbers.</param>
/// <param name="Error">Why there is no page; null when there is.</param>
/// <param name="Quality">Similarity of the page to its original; null when not requested.</param>
/// <param name="Annotations">The moved annotations, without their ids.</param>
internal sealed record DatasetRecord(
    string FileName, int Width, int Height, long Seed, string? Error, QualityFigures? Quality, IReadOnlyList<JsonObject> Annotations);
