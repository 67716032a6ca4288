namespace RoDLA.Imaging.Pdf;

/// <summary>Reads a binary portable pixmap (P6, 8 bits) from a stream into a pooled page.</summary>
internal static class PortablePixmap
{
    private const int MaxHeaderLength = 64;

    /// <summary>The picture, or null when the stream ends early or is not a pixmap.</summary>
    /// <param name="stream">Read up to the last pixel.</param>
    /// <param name="options">Limits, checked before memory is allocated.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ImageException">The picture is over a limit.</exception>
    public static async Task<PageImage?> ReadAsync(Stream stream, ImagingOptions options, CancellationToken cancellationToken)
    {
        if (await ReadHeaderAsync(stream, cancellationToken).ConfigureAwait(false) is not { Pixels: > 0 } size)
        {
            return null;
        }

        options.CheckSize(size);
        PageImage page = PageImage.Rent(size.Width, size.Height);
        try
        {
            int read = await stream.ReadAtLeastAsync(page.Memory, page.Memory.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            if (read == page.Memory.Length)
            {
                return page;
            }
        }
        catch
        {
            page.Dispose();
            throw;
        }

        page.Dispose();
        return null;
    }

    /// <summary>"P6", width, height, 255, each followed by one white space.</summary>
    private static async Task<PageSize?> ReadHeaderAsync(Stream stream, CancellationToken cancellationToken)
    {
        byte[] one = new byte[1];
        var header = new List<byte>(MaxHeaderLength);
        for (int words = 0; words < 4;)
        {
            if (header.Count == MaxHeaderLength || await stream.ReadAsync(one, cancellationToken).ConfigureAwait(false) == 0)
            {
                return null;
            }

            header.Add(one[0]);
            words += one[0] is (byte)' ' or (byte)'\n' ? 1 : 0;
        }

        string[] parts = System.Text.Encoding.ASCII.GetString([.. header]).Split([' ', '\n']);
        return parts[0] == "P6" && parts[3] == "255" && int.TryParse(parts[1], out int width) && int.TryParse(parts[2], out int height)
            ? new PageSize(Math.Max(width, 0), Math.Max(height, 0))
            : null;
    }
}
