using RoDLA.Jobs.Files;

namespace RoDLA.Jobs.Uploads;

/// <summary>Checks files by content and header, without decoding a pixel.</summary>
/// <param name="reader">Reads the headers.</param>
/// <param name="options">The limits.</param>
internal sealed class ImageCheck(IPageReader reader, IOptions<InferenceOptions> options)
{
    private static ReadOnlySpan<byte> PdfMark => "%PDF-"u8;

    private const string Formats = "Unsupported file format. Allowed: JPEG, PNG, TIFF, WebP, GIF, AVIF, BMP";

    /// <summary>Checks a file of a draft.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fileId">Its id.</param>
    /// <param name="name">The client's name for it.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The image; or why it is refused.</returns>
    public async Task<(UploadedImage? Image, RefusedFile? Refused)> RunAsync(
        string path, string fileId, string name, CancellationToken cancellationToken)
    {
        try
        {
            DocumentInfo info = (await reader.OpenAsync(DocumentSource.FromFile(path), cancellationToken).ConfigureAwait(false)).Info;
            if (info.Format == ImageFormat.Pdf)
            {
                return Refuse(UploadFault.InvalidFormat, Formats);
            }

            (int width, int height) = (info.FirstPage.Width, info.FirstPage.Height);
            InferenceOptions limits = options.Value;
            if (Math.Min(width, height) < limits.MinSidePixels || Math.Max(width, height) > limits.MaxSidePixels)
            {
                return Refuse(UploadFault.InvalidDimensions, string.Create(
                    CultureInfo.InvariantCulture,
                    $"The image has {width}x{height} pixels. Allowed: {limits.MinSidePixels} to {limits.MaxSidePixels} a side"));
            }

            string hash = await ContentHash.OfAsync(path, cancellationToken).ConfigureAwait(false);
            return (new UploadedImage(fileId, name, info.SizeBytes, info.Format, width, height, hash), null);
        }
        catch (ImageException e)
        {
            return e.Fault switch
            {
                ImageFault.UnknownFormat or ImageFault.ToolMissing or ImageFault.Encrypted => Refuse(UploadFault.InvalidFormat, Formats),
                ImageFault.TooManyPixels => Refuse(UploadFault.InvalidDimensions, e.Message),
                _ when IsPdf(path) => Refuse(UploadFault.InvalidFormat, Formats),
                _ => Refuse(UploadFault.CorruptedFile, e.Message),
            };
        }

        (UploadedImage? Image, RefusedFile? Refused) Refuse(UploadFault fault, string message) =>
            (null, new RefusedFile(name, fault, message));
    }

    // A broken PDF is refused for its format, not for its fault.
    private static bool IsPdf(string path)
    {
        using SafeFileHandle file = File.OpenHandle(path);
        Span<byte> head = stackalloc byte[PdfMark.Length];
        return RandomAccess.Read(file, head, 0) == head.Length && head.SequenceEqual(PdfMark);
    }
}
