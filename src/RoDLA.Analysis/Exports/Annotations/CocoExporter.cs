namespace RoDLA.Analysis.Exports.Annotations;

/// <summary>
/// COCO instances: ids are whole numbers from 1, names of files and of categories are unique, and the confidence is in <c>score</c>, as
/// the importers of Datumaro (CVAT), FiftyOne and Label Studio require. Pages without an answer are left out.
/// </summary>
internal sealed class CocoExporter : IExporter
{
    private const int Licence = 1;

    public string Name => "coco";

    public ExportFile FileOf(ExportSource source, ExportOptions options) =>
        new(source.Name + "_instances.json", "application/json; charset=utf-8");

    public async Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken)
    {
        using JsonStream json = new(destination);
        json.Writer.WriteStartObject();
        json.Writer.WritePropertyName("info");
        json.Write(new Info(
            "Layout of document pages", "1.0", source.Time.UtcDateTime.Year, "RoDLA API", Day(source.Time), "https://cocodataset.org"));
        json.Writer.WritePropertyName("licenses");
        json.Write<License[]>([new License(Licence, "unknown", "")]);

        // The annotations come first: images and categories are few and kept until then.
        json.Writer.WritePropertyName("annotations");
        json.Writer.WriteStartArray();
        ClassIndex classes = new();
        List<Image> images = [];
        int annotation = 0;
        await foreach (PageFile page in PageFile.ReadAsync(source, classes, options, cancellationToken).ConfigureAwait(false))
        {
            StoredImage size = page.Report.ImageInfo;
            int image = page.Page.Index + 1;
            images.Add(new Image(image, page.Name.File, size.Width, size.Height, Licence, Day(page.Page.EndedAt ?? source.Time)));
            foreach (StoredDetection detection in page.Report.AllDetections)
            {
                double[] box = CocoBox.Of(detection);
                json.Write(new Annotation(
                    ++annotation, image, classes.Of(detection) + 1, box, box[2] * box[3], 0, [], detection.Confidence));
            }

            await json.FlushAsync(cancellationToken).ConfigureAwait(false);
        }

        json.Writer.WriteEndArray();
        json.Writer.WritePropertyName("images");
        json.Write(images);
        json.Writer.WritePropertyName("categories");
        json.Write(classes.Names.Select((name, id) => new Category(id + 1, name, "layout")));
        json.Writer.WriteEndObject();
        await json.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private sealed record Info(string Description, string Version, int Year, string Contributor, string DateCreated, string Url);

    private sealed record License(int Id, string Name, string Url);

    private sealed record Image(int Id, string FileName, int Width, int Height, int License, string DateCaptured);

    private sealed record Category(int Id, string Name, string Supercategory);

    private sealed record Annotation(
        int Id, int ImageId, int CategoryId, double[] Bbox, double Area, int Iscrowd, double[][] Segmentation, double Score);
}
