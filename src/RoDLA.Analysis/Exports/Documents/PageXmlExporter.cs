using System.Xml;

namespace RoDLA.Analysis.Exports.Documents;

/// <summary>PAGE XML, version 2019-07-15: regions with reading order, relations and text.</summary>
internal sealed class PageXmlExporter() : PageFilesExporter("pagexml", ".xml", "application/xml; charset=utf-8")
{
    private const string Namespace = "http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    protected override void Write(PageFile page, Stream destination) => XmlFile.Write(destination, writer =>
    {
        writer.WriteStartElement("PcGts", Namespace);
        writer.WriteAttributeString("xsi", "schemaLocation", Instance, $"{Namespace} {Namespace}/pagecontent.xsd");
        writer.WriteStartElement("Metadata");
        writer.WriteElementString("Creator", "RoDLA API");
        string time = XmlConvert.ToString((page.Page.EndedAt ?? page.Time).UtcDateTime, XmlDateTimeSerializationMode.Utc);
        writer.WriteElementString("Created", time);
        writer.WriteElementString("LastChange", time);
        writer.WriteEndElement();
        writer.WriteStartElement("Page");
        writer.WriteAttributeString("imageFilename", XmlFile.Clean(page.Name.File));
        writer.Number("imageWidth", page.Report.ImageInfo.Width);
        writer.Number("imageHeight", page.Report.ImageInfo.Height);
        IReadOnlyList<int> order = page.Report.ReadingOrder();
        WriteOrder(writer, order);
        WriteRelations(writer, page.Report.Relations);
        foreach (int index in order)
        {
            WriteRegion(writer, page.Report, index);
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    });

    private static void WriteOrder(XmlWriter writer, IReadOnlyList<int> order)
    {
        // The schema has no empty reading order.
        if (order.Count == 0)
        {
            return;
        }

        writer.WriteStartElement("ReadingOrder");
        writer.WriteStartElement("OrderedGroup");
        writer.WriteAttributeString("id", "order");
        for (int place = 0; place < order.Count; place++)
        {
            writer.WriteStartElement("RegionRefIndexed");
            writer.Number("index", place);
            writer.WriteAttributeString("regionRef", Id(order[place]));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteRelations(XmlWriter writer, IReadOnlyList<StoredRelation> relations)
    {
        if (relations.Count == 0)
        {
            return;
        }

        writer.WriteStartElement("Relations");
        for (int i = 0; i < relations.Count; i++)
        {
            writer.WriteStartElement("Relation");
            writer.WriteAttributeString("id", string.Create(CultureInfo.InvariantCulture, $"l{i}"));
            writer.WriteAttributeString("type", "link");
            writer.WriteAttributeString("custom", XmlFile.Clean(relations[i].Name));
            WriteReference(writer, "SourceRegionRef", relations[i].From);
            WriteReference(writer, "TargetRegionRef", relations[i].To);
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static void WriteReference(XmlWriter writer, string name, int index)
    {
        writer.WriteStartElement(name);
        writer.WriteAttributeString("regionRef", Id(index));
        writer.WriteEndElement();
    }

    private static void WriteRegion(XmlWriter writer, StoredReport report, int index)
    {
        StoredDetection detection = report.AllDetections[index];
        (string element, string? type) = PageXmlRegions.Of(ClassRoles.RoleOf(detection.ClassName));
        writer.WriteStartElement(element);
        writer.WriteAttributeString("id", Id(index));
        if (type is not null)
        {
            writer.WriteAttributeString("type", type);
        }

        writer.WriteAttributeString("custom", $"structure {{type:{XmlFile.Clean(detection.ClassName)};}}");
        WriteCoords(writer, detection.Bbox, detection.Confidence, report.ImageInfo);
        if (detection.Text is { } text)
        {
            bool isText = element == PageXmlRegions.Text;
            if (!isText)
            {
                // The text of a region that is no text region stands in one inside it.
                writer.WriteStartElement(PageXmlRegions.Text);
                writer.WriteAttributeString("id", Id(index) + "t");
                WriteCoords(writer, detection.Bbox, detection.Confidence, report.ImageInfo);
            }

            WriteLines(writer, detection.Lines ?? [], Id(index), report.ImageInfo);
            WriteText(writer, text);
            if (!isText)
            {
                writer.WriteEndElement();
            }
        }

        writer.WriteEndElement();
    }

    private static void WriteLines(
        XmlWriter writer, IReadOnlyList<IReadOnlyList<StoredWord>> lines, string id, StoredImage image)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            IReadOnlyList<StoredWord> words = lines[i];
            string line = string.Create(CultureInfo.InvariantCulture, $"{id}l{i}");
            WriteItem(writer, "TextLine", line, StoredBox.Around(words), image);
            for (int j = 0; j < words.Count; j++)
            {
                string word = string.Create(CultureInfo.InvariantCulture, $"{line}w{j}");
                WriteItem(writer, "Word", word, StoredBox.Around([words[j]]), image);
                WriteText(writer, words[j].Text);
                writer.WriteEndElement();
            }

            WriteText(writer, string.Join(' ', words.Select(word => word.Text)));
            writer.WriteEndElement();
        }
    }

    private static void WriteItem(XmlWriter writer, string element, string id, StoredBox box, StoredImage image)
    {
        writer.WriteStartElement(element);
        writer.WriteAttributeString("id", id);
        WriteCoords(writer, box, confidence: null, image);
    }

    private static void WriteText(XmlWriter writer, string text)
    {
        writer.WriteStartElement("TextEquiv");
        writer.WriteElementString("Unicode", XmlFile.Clean(text));
        writer.WriteEndElement();
    }

    private static void WriteCoords(XmlWriter writer, StoredBox box, double? confidence, StoredImage image)
    {
        (int x1, int y1) = (Within(box.X1, image.Width), Within(box.Y1, image.Height));
        (int x2, int y2) = (Within(box.X2, image.Width), Within(box.Y2, image.Height));
        writer.WriteStartElement("Coords");
        writer.WriteAttributeString(
            "points", string.Create(CultureInfo.InvariantCulture, $"{x1},{y1} {x2},{y1} {x2},{y2} {x1},{y2}"));
        if (confidence is { } value)
        {
            writer.Number("conf", Math.Clamp(value, 0, 1));
        }

        writer.WriteEndElement();
    }

    private static int Within(double value, int size) => (int)Math.Clamp(Math.Round(value), 0, size);

    private static string Id(int index) => string.Create(CultureInfo.InvariantCulture, $"r{index}");
}
