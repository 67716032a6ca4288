namespace RoDLA.Analysis.Datasets;

/// <summary>Compares the sizes in a COCO file with the upright pages, and turns annotations that were made for the stored pixels.</summary>
internal static class CocoSizes
{
    /// <summary>Reads the header of every page; a page that cannot be read is left to the run, which records why.</summary>
    /// <exception cref="DatasetException">Sizes disagree; the message names the images.</exception>
    public static async Task<CocoDataset> CheckAsync(
        CocoDataset dataset, DatasetSettings settings, IPageReader reader, CancellationToken cancellationToken)
    {
        CocoCheck check = new(settings);
        DatasetImage[] images = new DatasetImage[dataset.Images.Count];
        foreach (DatasetImage image in dataset.Images)
        {
            string path = Path.Combine(settings.Images, image.FileName);
            DocumentInfo? info = await ReadAsync(path, reader, cancellationToken).ConfigureAwait(false);
            images[image.Index] = info is null ? image : check.Size(image, info);
        }

        check.ThrowIfAny();
        return dataset.With(images);
    }

    private static async Task<DocumentInfo?> ReadAsync(string path, IPageReader reader, CancellationToken cancellationToken)
    {
        try
        {
            return (await reader.OpenAsync(DocumentSource.FromFile(path), cancellationToken).ConfigureAwait(false)).Info;
        }
        catch (ImageException)
        {
            return null;
        }
    }
}
