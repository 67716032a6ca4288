using System.Xml;

namespace RoDLA.Analysis.Exports.Documents;

/// <summary>ALTO 4.4: blocks in pixels with their class as a layout tag, reading order and text.</summary>
internal sealed class AltoExporter() : PageFilesExporter("alto", ".xml", "application/xml; charset=utf-8")
{
    private const string Namespace = "http://www.loc.gov/standards/alto/ns-v4#";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    protected override void Write(PageFile page, Stream destination) => XmlFile.Write(destination, writer =>
    {
        IReadOnlyList<int> order = page.Report.ReadingOrder();
        writer.WriteStartElement("alto", Namespace);
        writer.WriteAttributeString("SCHEMAVERSION", "4.4");
        writer.WriteAttributeString(
            "xsi", "schemaLocation", Instance, $"{Namespace} https://www.loc.gov/standards/alto/v4/alto-4-4.xsd");
        WriteDescription(writer, page);
        WriteTags(writer, page);
        WriteOrder(writer, order);
        writer.WriteStartElement("Layout");
        writer.WriteStartElement("Page");
        writer.WriteAttributeString("ID", "page");
        WriteSize(writer, page.Report.ImageInfo);
        writer.Number("PHYSICAL_IMG_NR", page.Page.Page);
        writer.WriteStartElement("PrintSpace");
        writer.Number("HPOS", 0);
        writer.Number("VPOS", 0);
        WriteSize(writer, page.Report.ImageInfo);
        foreach (int index in order)
        {
            WriteBlock(writer, page.Report.AllDetections[index], Id(index), page.Classes);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    });

    private static void WriteDescription(XmlWriter writer, PageFile page)
    {
        writer.WriteStartElement("Description");
        writer.WriteElementString("MeasurementUnit", "pixel");
        writer.WriteStartElement("sourceImageInformation");
        writer.WriteElementString("fileName", XmlFile.Clean(page.Name.File));
        writer.WriteEndElement();
        writer.WriteStartElement("Processing");
        writer.WriteAttributeString("ID", "detection");
        writer.WriteElementString("processingStepDescription", "Layout detection");
        writer.WriteStartElement("processingSoftware");
        writer.WriteElementString("softwareName", "RoDLA API");
        if (page.Report.DetectionConfig?.Model is { } model)
        {
            writer.WriteElementString("applicationDescription", XmlFile.Clean($"Model {model}"));
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteTags(XmlWriter writer, PageFile page)
    {
        writer.WriteStartElement("Tags");
        foreach (StoredDetection detection in page.Report.AllDetections.DistinctBy(page.Classes.Of))
        {
            writer.WriteStartElement("LayoutTag");
            writer.WriteAttributeString("ID", TagId(page.Classes.Of(detection)));
            writer.WriteAttributeString("LABEL", XmlFile.Clean(detection.ClassName));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteOrder(XmlWriter writer, IReadOnlyList<int> order)
    {
        // The schema has no empty reading order.
        if (order.Count == 0)
        {
            return;
        }

        writer.WriteStartElement("ReadingOrder");
        writer.WriteStartElement("OrderedGroup");
        writer.WriteAttributeString("ID", "order");
        foreach (int index in order)
        {
            writer.WriteStartElement("ElementRef");
            writer.WriteAttributeString("ID", Id(index) + "o");
            writer.WriteAttributeString("REF", Id(index));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteBlock(XmlWriter writer, StoredDetection detection, string id, ClassIndex classes)
    {
        string element = AltoBlocks.Of(ClassRoles.RoleOf(detection.ClassName));
        writer.WriteStartElement(element);
        writer.WriteAttributeString("ID", id);
        writer.WriteAttributeString("TAGREFS", TagId(classes.Of(detection)));
        WriteBox(writer, detection.Bbox);
        if (element is AltoBlocks.Composed or AltoBlocks.Illustration)
        {
            writer.WriteAttributeString("TYPE", XmlFile.Clean(detection.ClassName));
        }

        if (detection.Text is { Length: > 0 })
        {
            switch (element)
            {
                case AltoBlocks.Text:
                    WriteText(writer, detection);
                    break;
                case AltoBlocks.Composed:
                    writer.WriteStartElement(AltoBlocks.Text);
                    writer.WriteAttributeString("ID", id + "t");
                    WriteBox(writer, detection.Bbox);
                    WriteText(writer, detection);
                    writer.WriteEndElement();
                    break;
            }
        }

        writer.WriteEndElement();
    }

    private static void WriteText(XmlWriter writer, StoredDetection detection)
    {
        foreach (IReadOnlyList<StoredWord> line in detection.Lines ?? [])
        {
            writer.WriteStartElement("TextLine");
            WriteBox(writer, StoredBox.Around(line));
            for (int i = 0; i < line.Count; i++)
            {
                if (i > 0)
                {
                    writer.WriteStartElement("SP");
                    writer.WriteEndElement();
                }

                writer.WriteStartElement("String");
                writer.WriteAttributeString("CONTENT", XmlFile.Clean(line[i].Text));
                WriteBox(writer, StoredBox.Around([line[i]]));
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }
    }

    private static void WriteBox(XmlWriter writer, StoredBox box)
    {
        writer.Number("HPOS", box.X1);
        writer.Number("VPOS", box.Y1);
        writer.Number("WIDTH", Math.Round(box.X2 - box.X1, 4));
        writer.Number("HEIGHT", Math.Round(box.Y2 - box.Y1, 4));
    }

    private static void WriteSize(XmlWriter writer, StoredImage image)
    {
        writer.Number("WIDTH", image.Width);
        writer.Number("HEIGHT", image.Height);
    }

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"b{index}");

    private static string TagId(int classId) => string.Create(CultureInfo.InvariantCulture, $"class{classId}");
}
