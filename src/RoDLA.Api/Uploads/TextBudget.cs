using RoDLA.Api.Errors;

namespace RoDLA.Api.Uploads;

/// <summary>Counts the text of one request that is kept in memory: names and values of fields, addresses; not the bytes of files.</summary>
/// <param name="bytes">Bytes that may be kept.</param>
internal sealed class TextBudget(long bytes)
{
    /// <summary>Bytes of text that any request may have: chains of perturbations for each of hundreds of images take less.</summary>
    public const int Usual = 8 * 1024 * 1024;

    private long _taken;

    /// <summary>Counts text that is about to be kept.</summary>
    /// <exception cref="ApiException">The request has more of it than it may.</exception>
    public void Take(long length)
    {
        _taken += length;
        if (_taken > bytes)
        {
            throw new ApiException(
                ProblemKind.TooLarge,
                $"The fields of the request are longer than {bytes / (1024 * 1024)} MiB together, the most that is taken.");
        }
    }
}
