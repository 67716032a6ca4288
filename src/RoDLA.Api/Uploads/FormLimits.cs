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
}
