namespace RoDLA.Imaging;

/// <summary>Exceptions that several readers throw, with the same message.</summary>
internal static class ImageFaults
{
    public static ImageException BrokenHeader(string format) =>
        new(ImageFault.Undecodable, $"The {format} header is truncated or corrupt.");

    public static ImageException Undecodable(string format, Exception? inner = null) =>
        new(ImageFault.Undecodable, $"The {format} data is truncated or corrupt.", inner);

    public static ImageException TooSlow(string format, TimeSpan limit) =>
        new(ImageFault.TooSlow, $"The {format} data takes longer than {limit.TotalSeconds:0.#} s to decode.");

    public static ImageException PageOutOfRange(int page, int count) =>
        new(ImageFault.PageOutOfRange, $"Page {page} does not exist; the file has {(count == 1 ? "1 page" : $"{count} pages")}.");

    public static ImageException TooManyPages(int limit) =>
        new(ImageFault.TooManyPages, $"The file has more than {limit} pages; split it into smaller files.");
}
