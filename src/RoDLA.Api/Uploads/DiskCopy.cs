namespace RoDLA.Api.Uploads;

/// <summary>Copies a file of a request to the disk as it arrives.</summary>
/// <param name="buffer">Memory to copy through.</param>
/// <param name="most">Most bytes of the file.</param>
/// <param name="throwIfFull">Refuses when the disk is full; called at intervals.</param>
internal readonly struct DiskCopy(Memory<byte> buffer, long most, Action<long> throwIfFull)
{
    /// <summary>A good size of the buffer, in bytes.</summary>
    public const int BufferSize = 128 * 1024;

    private const long CheckDiskEvery = 64L * 1024 * 1024;

    /// <summary>Copies to the end of the content, or until it is longer than the limit.</summary>
    /// <param name="content">The content.</param>
    /// <param name="file">The file.</param>
    /// <param name="read">Bytes of the content that are in the buffer already.</param>
    /// <param name="cancellationToken">Stops the copying.</param>
    /// <returns>Bytes that were read; over the limit, those up to the buffer that passed it.</returns>
    public async Task<long> RunAsync(Stream content, Stream file, int read, CancellationToken cancellationToken)
    {
        long length = 0;
        long nextCheck = CheckDiskEvery;
        read = read > 0 ? read : await content.ReadAsync(buffer, cancellationToken);
        while (read > 0)
        {
            length += read;
            if (length > most)
            {
                return length;
            }

            if (length >= nextCheck)
            {
                throwIfFull(0);
                nextCheck += CheckDiskEvery;
            }

            await file.WriteAsync(buffer[..read], cancellationToken);
            read = await content.ReadAsync(buffer, cancellationToken);
        }

        return length;
    }
}
