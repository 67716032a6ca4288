using System.Buffers;

namespace RoDLA.Cli.Batch;

/// <summary>Copies streams and reports the progress.</summary>
internal static class CountedCopy
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Copies the rest of a stream.</summary>
    /// <param name="source">Where from.</param>
    /// <param name="destination">Where to.</param>
    /// <param name="copied">Gets the number of bytes that were copied since the last call.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task CopyAsync(Stream source, Stream destination, Action<long> copied, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int read;
            while ((read = await source.ReadAsync(buffer, cancellationToken)) > 0)
            {
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                copied(read);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
