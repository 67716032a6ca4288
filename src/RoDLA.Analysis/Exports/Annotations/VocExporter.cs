using System.Xml;

namespace RoDLA.Analysis.Exports.Annotations;

/// <summary>Pascal VOC annotations: boxes in whole pixels; with the list of pages and the map of labels in an archive.</summary>
internal sealed class VocExporter() : PageFilesExporter("voc", ".xml", "application/xml; charset=utf-8")
{
    protected override string Folder => "Annotations/";

    protected override void Write(PageFile page, Stream destination) => XmlFile.Write(destination, writer =>
    {
        StoredImage image = page.Report.ImageInfo;
        writer.WriteStartElement("annotation");
        writer.WriteElementString("folder", "JPEGImages");
        writer.WriteElementString("filename", XmlFile.Clean(page.Name.File));
        writer.WriteStartElement("source");
        writer.WriteElementString("database", "RoDLA");
        writer.WriteEndElement();
        writer.WriteStartElement("size");
        writer.Whole("width", image.Width);
        writer.Whole("height", image.Height);
        writer.Whole("depth", 3);
        writer.WriteEndElement();
        writer.WriteElementString("segmented", "0");
        foreach (StoredDetection detection in page.Report.AllDetections)
        {
            page.Classes.Of(detection);
            Write(writer, detection);
        }

        writer.WriteEndElement();
    });

    protected override IEnumerable<(string File, string Text)> FilesBeside(ClassIndex classes, IReadOnlyList<string> stems)
    {
        yield return ("ImageSets/Main/default.txt", string.Concat(stems.Select(stem => stem + "\n")));
        yield return (
            "labelmap.txt",
            "# label:color_rgb:parts:actions\n"
                + string.Concat(classes.Names.Select(name => OneLine.Of(name).Replace(':', ' ') + ":::\n")));
    }

    private static void Write(XmlWriter writer, StoredDetection detection)
    {
        StoredBox box = detection.Bbox;
        writer.WriteStartElement("object");
        writer.WriteElementString("name", XmlFile.Clean(detection.ClassName));
        writer.WriteElementString("pose", "Unspecified");
        writer.WriteElementString("truncated", "0");
        writer.WriteElementString("difficult", "0");
        writer.WriteStartElement("bndbox");
        writer.Whole("xmin", box.X1);
        writer.Whole("ymin", box.Y1);
        writer.Whole("xmax", box.X2);
        writer.Whole("ymax", box.Y2);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }
}
