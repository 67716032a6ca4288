namespace RoDLA.Analysis.Evaluation.Reports;

/// <summary>Text with numbers that does not depend on the machine's culture.</summary>
internal static class InvariantText
{
    /// <summary>Appends text with numbers.</summary>
    public static StringBuilder Put(this StringBuilder builder, FormattableString text) =>
        builder.Append(FormattableString.Invariant(text));
}
