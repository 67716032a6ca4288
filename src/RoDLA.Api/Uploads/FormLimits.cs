using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>What a form may hold.</summary>
/// <param name="TotalBytes">Bytes of the whole form.</param>
/// <param name="Parts">Parts, files included.</param>
/// <param name="FieldBytes">Bytes of a field that is not a file.</param>
/// <param name="TooLarge">The answer to a form with more than <paramref name="TotalBytes"/>.</param>
internal sealed record FormLimits(long TotalBytes, int Parts, int FieldBytes, string TooLarge)
{
    /// <summary>Bytes that a form may have beside its files.</summary>
    public const long Overhead = 1024 * 1024;

    /// <summary>Bytes of all fields together, names included: a form of many parts is no way round <see cref="FieldBytes"/>.</summary>
    public long TextBytes => Math.Max(TextBudget.Usual, 2L * FieldBytes);

    /// <summary>The problem of a form over the limit.</summary>
    public ApiException Exceeded() => new(ProblemKind.TooLarge, TooLarge);
}
