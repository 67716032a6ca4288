namespace RoDLA.Detection.Families;

/// <summary>The outputs that a manifest names.</summary>
internal static class OutputNames
{
    /// <summary>What they hold, and their names.</summary>
    public static IEnumerable<(OutputRole Role, string Name)> Of(OutputSpec outputs) =>
        new (OutputRole Role, string? Name)[]
        {
            (OutputRole.Scores, outputs.Scores),
            (OutputRole.Boxes, outputs.Boxes),
            (OutputRole.Labels, outputs.Labels),
            (OutputRole.Rows, outputs.Rows),
            (OutputRole.Count, outputs.Count),
            (OutputRole.Order, outputs.Order),
        }.Where(output => output.Name is not null).Select(output => (output.Role, output.Name!));
}
