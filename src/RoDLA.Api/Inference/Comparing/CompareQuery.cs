using RoDLA.Analysis.Comparison;
using RoDLA.Api.Errors;

namespace RoDLA.Api.Inference.Comparing;

/// <summary>How a comparison is shown.</summary>
internal sealed record CompareQuery(
    [property: FromQuery(Name = "match_iou")] float? MatchIou,
    [property: FromQuery(Name = "page")] int? Page,
    [property: FromQuery(Name = "page_size")] int? PageSize)
{
    /// <summary>Least IoU of a pair.</summary>
    /// <exception cref="ApiException">It is out of range.</exception>
    public float ReadIou() => MatchIou is null or (>= 0 and <= 1)
        ? MatchIou ?? PageComparer.DefaultIou
        : throw ApiException.Invalid(new FieldError("match_iou", "Must be between 0.0 and 1.0"));
}
