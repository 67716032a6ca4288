using RoDLA.Analysis.Json;
using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Results;

/// <summary>Kinds of failure as tables and charts write them.</summary>
internal static class CategoryWords
{
    /// <summary>In words: <c>bad image</c>.</summary>
    public static string Of(ErrorCategory? category) => Code(category)?.Replace('_', ' ') ?? "unknown";

    /// <summary>As answers have it: <c>bad_image</c>; null for none.</summary>
    public static string? Code(ErrorCategory? category) =>
        category is { } known ? ReportJson.Word(known) : null;
}
