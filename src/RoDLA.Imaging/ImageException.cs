namespace RoDLA.Imaging;

/// <summary>A document cannot be read.</summary>
/// <param name="fault">The kind of fault.</param>
/// <param name="message">What is wrong and what to do; shown to the client.</param>
/// <param name="inner">The cause, for the log.</param>
public sealed class ImageException(ImageFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The kind of fault.</summary>
    public ImageFault Fault { get; } = fault;

    internal static ImageException BrokenHeader(string format) =>
        new(ImageFault.Undecodable, $"The {format} header is truncated or corrupt.");

    internal static ImageException Undecodable(string format, Exception? inner = null) =>
        new(ImageFault.Undecodable, $"The {format} data is truncated or corrupt.", inner);

    internal static ImageException TooSlow(string format, TimeSpan limit) =>
        new(ImageFault.TooSlow, $"The {format} data takes longer than {limit.TotalSeconds:0.#} s to decode.");

    internal static ImageException PageOutOfRange(int page, int count) =>
        new(ImageFault.PageOutOfRange, $"Page {page} does not exist; the file has {(count == 1 ? "1 page" : $"{count} pages")}.");

    internal static ImageException TooManyPages(int limit) =>
        new(ImageFault.TooManyPages, $"The file has more than {limit} pages; split it into smaller files.");
}
