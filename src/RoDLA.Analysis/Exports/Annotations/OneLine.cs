namespace RoDLA.Analysis.Exports.Annotations;

/// <summary>Text in files with an entry a line.</summary>
internal static class OneLine
{
    /// <summary>The text with a space for each line break and control character.</summary>
    public static string Of(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c));
}
