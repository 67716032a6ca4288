namespace RoDLA.Analysis.Evaluation.Labels;

/// <summary>A labelled box.</summary>
/// <param name="ClassName">Name of its class, as the labels have it.</param>
/// <param name="Annotation">Box, area and polygons, as an annotation of a COCO file.</param>
public sealed record PageLabel(string ClassName, JsonObject Annotation);
