using RoDLA.Imaging.Painting;

namespace RoDLA.Analysis.Perturbing;

/// <summary>One picture of a gallery: a row for each type, a column for each degree, the original on top.</summary>
public static class ContactSheet
{
    private const int Side = 240;
    private const int Gap = 24;
    private const int Cell = Side + Gap;
    private const byte Paper = 225;

    private static readonly string[] Rows = [GalleryPicture.Original, .. PerturbationCatalog.All.Select(p => p.Name)];

    /// <summary>Paints <paramref name="pictures"/>, and disposes them; one that failed leaves its place empty.</summary>
    /// <returns>The sheet; the caller disposes it.</returns>
    public static async Task<PageImage> PaintAsync(IAsyncEnumerable<GalleryPicture> pictures)
    {
        PageImage sheet = PageImage.Rent((PerturbationCatalog.DegreeLevels.Count * Cell) + Gap, (Rows.Length * Cell) + Gap);
        try
        {
            sheet.Pixels.Fill(Paper);
            List<LabelledBox> labels = [];
            await foreach (GalleryPicture picture in pictures.ConfigureAwait(false))
            {
                using (picture)
                {
                    labels.Add(Place(sheet, picture));
                }
            }

            BoxPainter.Paint(sheet, labels);
            return sheet;
        }
        catch
        {
            sheet.Dispose();
            throw;
        }
    }

    private static LabelledBox Place(PageImage sheet, GalleryPicture picture)
    {
        int row = Array.IndexOf(Rows, picture.Type);
        int x = Gap + (Math.Max(0, picture.Degree - 1) * Cell);
        int y = Gap + (row * Cell);
        string label = picture.Degree == 0 ? picture.Type : $"{picture.Type} {picture.Degree}";
        if (picture.Image is not { } image)
        {
            return new LabelledBox(new(x, y, x + Side, y + Side), row, label + " failed");
        }

        double scale = (double)Side / Math.Max(image.Width, image.Height);
        using PageImage small = PageResizer.Resize(image, new PageSize(Scaled(image.Width, scale), Scaled(image.Height, scale)));
        for (int line = 0; line < small.Height; line++)
        {
            small.Row(line).CopyTo(sheet.Row(y + line)[(x * PageImage.Channels)..]);
        }

        return new LabelledBox(new(x - 1, y - 1, x + small.Width, y + small.Height), row, label);
    }

    private static int Scaled(int pixels, double scale) => Math.Max(1, (int)(pixels * scale));
}
