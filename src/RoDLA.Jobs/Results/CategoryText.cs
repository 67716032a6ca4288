using RoDLA.Jobs.Model;

namespace RoDLA.Jobs.Results;

/// <summary>Error categories as text.</summary>
internal static class CategoryText
{
    /// <summary>For charts: <c>bad image</c>.</summary>
    public static string Of(ErrorCategory? category) => Code(category)?.Replace('_', ' ') ?? "unknown";

    /// <summary>As in responses: <c>bad_image</c>; null for none.</summary>
    public static string? Code(ErrorCategory? category) =>
        category is { } known ? ReportJson.Word(known) : null;
}
