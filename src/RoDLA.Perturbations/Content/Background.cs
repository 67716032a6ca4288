using RoDLA.Imaging.Scheduling;
using RoDLA.Perturbations.Random;

namespace RoDLA.Perturbations.Content;

/// <summary>
/// d' pictures of a fifth of the page's size, pasted near its middle; the composition is blended over the page at 100 / 255.
/// The benchmark's published code does not run; both modes do what it describes.
/// </summary>
internal sealed class Background(IPageReader reader, BackgroundFolders folders) : IPerturbation
{
    private const int SizeDivisor = 5;
    private const double Margin = 0.4;
    private const int Opacity = 100;
    private readonly PictureCache _pictures = new(reader);

    public PerturbationDescriptor Descriptor { get; } = PerturbationCatalog.ByName["background"];

    public async ValueTask<PerturbationResult> ApplyAsync(
        PageImage source, PerturbationContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(context);
        var size = new PageSize(source.Width / SizeDivisor, source.Height / SizeDivisor);
        if (size.Pixels == 0)
        {
            throw new PerturbationException($"The page is too small: background needs {SizeDivisor} × {SizeDivisor} pixels.");
        }

        IReadOnlyList<string> names = folders.ListPictures(context.BackgroundFolder);
        RandomCursor random = context.Stream(Descriptor.Name, 0).Cursor();
        (byte[] Pixels, int X, int Y)[] pictures = new (byte[], int, int)[context.Strength];
        for (int i = 0; i < pictures.Length; i++)
        {
            string path = names[random.NextInt(names.Count)];
            pictures[i] = (
                await _pictures.ReadAsync(path, size, cancellationToken).ConfigureAwait(false),
                Place(ref random, source.Width - size.Width),
                Place(ref random, source.Height - size.Height));
        }

        // After a picture was read, this continues outside of the work threads.
        return await WorkThreads.Shared.RunAsync(() => Compose(source, pictures, size), cancellationToken).ConfigureAwait(false);
    }

    private static PerturbationResult Compose(PageImage source, (byte[] Pixels, int X, int Y)[] pictures, PageSize size)
    {
        PageImage page = source.Clone();
        Covered covered = default;
        foreach ((byte[] pixels, int x, int y) in pictures)
        {
            Paste(pixels, size, page, x, y);
            covered = covered.Including(x, y, size);
        }

        Blend(source, page, covered);
        return new PerturbationResult(page);
    }

    private static int Place(ref RandomCursor random, int space)
    {
        int margin = (int)(Margin * space);
        return random.NextInt(margin, space - margin);
    }

    private static void Paste(ReadOnlySpan<byte> picture, PageSize size, PageImage page, int x, int y)
    {
        int stride = size.Width * PageImage.Channels;
        for (int row = 0; row < size.Height; row++)
        {
            picture.Slice(row * stride, stride).CopyTo(page.Row(y + row)[(x * PageImage.Channels)..]);
        }
    }

    /// <summary>Blends the area of the pictures with the page.</summary>
    private static void Blend(PageImage source, PageImage page, Covered covered)
    {
        for (int y = covered.Top; y < covered.Bottom; y++)
        {
            int start = covered.Left * PageImage.Channels;
            int length = (covered.Right - covered.Left) * PageImage.Channels;
            ReadOnlySpan<byte> below = source.Row(y).Slice(start, length);
            Span<byte> above = page.Row(y).Slice(start, length);
            for (int i = 0; i < above.Length; i++)
            {
                above[i] = TurnedStrip.Mix(above[i], below[i], Opacity);
            }
        }
    }

    /// <summary>The bounding rectangle of the pictures.</summary>
    private readonly record struct Covered(int Left, int Top, int Right, int Bottom)
    {
        public Covered Including(int x, int y, PageSize size) => Right == 0
            ? new Covered(x, y, x + size.Width, y + size.Height)
            : new Covered(
                Math.Min(Left, x), Math.Min(Top, y), Math.Max(Right, x + size.Width), Math.Max(Bottom, y + size.Height));
    }
}
