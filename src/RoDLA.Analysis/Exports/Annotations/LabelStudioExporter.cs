using System.Xml;
using RoDLA.Imaging.Painting;

namespace RoDLA.Analysis.Exports.Annotations;

/// <summary>
/// Label Studio: a ZIP archive with <c>tasks.json</c>, a task with a prediction for each page, and <c>labeling_config.xml</c>, the
/// labelling configuration that its names come from.
/// </summary>
internal sealed class LabelStudioExporter : IExporter
{
    private const string Label = "label";
    private const string ImageName = "image";

    public string Name => "labelstudio";

    public ExportFile FileOf(ExportSource source, ExportOptions options) =>
        new(source.Name + "_labelstudio.zip", ExportArchive.ContentType);

    public async Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken)
    {
        ClassIndex classes = new();
        SortedSet<string> relations = new(StringComparer.Ordinal);
        ExportArchive archive = await ExportArchive.BeginAsync(destination, cancellationToken).ConfigureAwait(false);
        await archive.AddAsync("tasks.json", source.Time, WriteTasksAsync, cancellationToken).ConfigureAwait(false);
        using MemoryStream configuration = new();
        XmlFile.Write(configuration, writer => WriteConfiguration(writer, classes.Names, relations));
        await archive.AddAsync(
            "labeling_config.xml",
            source.Time,
            configuration.GetBuffer().AsMemory(0, (int)configuration.Length),
            cancellationToken).ConfigureAwait(false);
        await archive.CompleteAsync(cancellationToken).ConfigureAwait(false);

        async Task WriteTasksAsync(Stream stream)
        {
            using JsonStream json = new(stream);
            json.Writer.WriteStartArray();
            await foreach (PageFile page in PageFile.ReadAsync(source, classes, options, cancellationToken).ConfigureAwait(false))
            {
                relations.UnionWith(page.Report.Relations.Select(relation => relation.Name));
                json.Write(Task(page));
                await json.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            json.Writer.WriteEndArray();
            await json.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static object Task(PageFile page)
    {
        StoredImage image = page.Report.ImageInfo;
        IReadOnlyList<StoredDetection> detections = page.Report.AllDetections;
        IEnumerable<object> boxes = detections.Select((detection, index) => Box(detection, index, image, page.Classes));
        IEnumerable<object> relations = page.Report.Relations.Select(relation => new
        {
            Type = "relation",
            FromId = Id(relation.From),
            ToId = Id(relation.To),
            Direction = "right",
            Labels = new[] { relation.Name },
        });
        return new
        {
            Data = new { Image = page.Name.File },
            Predictions = new[]
            {
                new
                {
                    ModelVersion = page.Report.DetectionConfig?.Model ?? "unknown",
                    Score = detections.Count == 0 ? 0 : detections.Average(detection => detection.Confidence),
                    Result = boxes.Concat(relations),
                },
            },
        };
    }

    /// <summary>A box, in percent of the page.</summary>
    private static object Box(StoredDetection detection, int index, StoredImage image, ClassIndex classes)
    {
        classes.Of(detection);
        StoredBox box = detection.Bbox;
        return new
        {
            Id = Id(index),
            FromName = Label,
            ToName = ImageName,
            Type = "rectanglelabels",
            OriginalWidth = image.Width,
            OriginalHeight = image.Height,
            ImageRotation = 0,
            Value = new
            {
                X = 100 * box.X1 / image.Width,
                Y = 100 * box.Y1 / image.Height,
                Width = 100 * (box.X2 - box.X1) / image.Width,
                Height = 100 * (box.Y2 - box.Y1) / image.Height,
                Rotation = 0,
                Rectanglelabels = new[] { detection.ClassName },
            },
            Score = detection.Confidence,
            Meta = new { Text = detection.Text is { } text ? new[] { text } : [] },
        };
    }

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"d{index}");

    private static void WriteConfiguration(XmlWriter writer, IReadOnlyList<string> classes, IEnumerable<string> relations)
    {
        writer.WriteStartElement("View");
        WriteElement(writer, "Image", ("name", ImageName), ("value", "$image"), ("zoom", "true"));
        writer.WriteEndElement();
        writer.WriteStartElement("RectangleLabels");
        writer.WriteAttributeString("name", Label);
        writer.WriteAttributeString("toName", ImageName);
        for (int id = 0; id < classes.Count; id++)
        {
            PageColor color = ClassPalette.ColorOf(id);
            WriteElement(
                writer, "Label", ("value", XmlFile.Clean(classes[id])), ("background", $"#{color.Red:X2}{color.Green:X2}{color.Blue:X2}"));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteStartElement("Relations");
        foreach (string relation in relations)
        {
            WriteElement(writer, "Relation", ("value", XmlFile.Clean(relation)));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteElement(XmlWriter writer, string name, params ReadOnlySpan<(string Name, string Value)> attributes)
    {
        writer.WriteStartElement(name);
        foreach ((string attribute, string value) in attributes)
        {
            writer.WriteAttributeString(attribute, value);
        }
    }
}
