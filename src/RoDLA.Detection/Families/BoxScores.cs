namespace RoDLA.Detection.Families;

/// <summary>Checks scores of all classes for each box.</summary>
internal static class BoxScores
{
    /// <summary>What is wrong with the number of scores and boxes; null when nothing.</summary>
    public static string? WhyMismatched(ModelOutputs outputs, ModelManifest model) =>
        (long)outputs.Scores.Length * 4 == (long)outputs.Boxes.Length * model.Columns
        && outputs.Scores.Length % (outputs.Images * model.Columns) == 0
            ? null
            : $"The graph returns {outputs.Scores.Length} scores for {outputs.Boxes.Length / 4} boxes, which does not match the "
                + $"{model.Classes.Count} classes and {model.Outputs.Placeholders.Count} placeholders of the manifest.";
}
