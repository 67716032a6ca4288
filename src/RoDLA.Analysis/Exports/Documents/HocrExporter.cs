using System.Xml;

namespace RoDLA.Analysis.Exports.Documents;

/// <summary>hOCR 1.2: one XHTML document of all pages, in reading order.</summary>
internal sealed class HocrExporter : IExporter
{
    private const string Namespace = "http://www.w3.org/1999/xhtml";

    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        Indent = true,
        NewLineChars = "\n",
        CheckCharacters = false,
    };

    public string Name => "hocr";

    public ExportFile FileOf(ExportSource source, ExportOptions options) => new(source.Name + ".hocr", "text/html; charset=utf-8");

    public async Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken)
    {
        using MemoryStream text = new();
        using XmlWriter writer = XmlWriter.Create(text, Settings);
        WriteHead(writer, source.Name);
        await foreach (PageFile page in PageFile.ReadAsync(source, new ClassIndex(), options, cancellationToken).ConfigureAwait(false))
        {
            WritePage(writer, page);
            await SendAsync().ConfigureAwait(false);
        }

        writer.WriteEndDocument();
        await SendAsync().ConfigureAwait(false);

        async Task SendAsync()
        {
            writer.Flush();
            await destination.WriteAsync(text.GetBuffer().AsMemory(0, (int)text.Length), cancellationToken).ConfigureAwait(false);
            text.SetLength(0);
        }
    }

    private static void WriteHead(XmlWriter writer, string title)
    {
        writer.WriteStartDocument();
        writer.WriteDocType("html", pubid: null, sysid: null, subset: null);
        writer.WriteStartElement("html", Namespace);
        writer.WriteStartElement("head");
        writer.WriteElementString("title", XmlFile.Clean(title));
        WriteMeta(writer, "ocr-system", "RoDLA API");
        WriteMeta(writer, "ocr-capabilities", HocrClasses.Capabilities);
        writer.WriteEndElement();
        writer.WriteStartElement("body");
    }

    private static void WriteMeta(XmlWriter writer, string name, string content)
    {
        writer.WriteStartElement("meta");
        writer.WriteAttributeString("name", name);
        writer.WriteAttributeString("content", content);
        writer.WriteEndElement();
    }

    private static void WritePage(XmlWriter writer, PageFile page)
    {
        StoredImage image = page.Report.ImageInfo;
        string file = XmlFile.Clean(page.Name.File)
            .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
        Begin(writer, "div", "ocr_page", string.Create(
            CultureInfo.InvariantCulture,
            $"image \"{file}\"; bbox 0 0 {image.Width} {image.Height}; ppageno {page.Page.Page - 1}"));
        writer.WriteAttributeString("id", string.Create(CultureInfo.InvariantCulture, $"page_{page.Page.Index + 1}"));
        IReadOnlyList<int> order = page.Report.ReadingOrder();
        for (int place = 0; place < order.Count; place++)
        {
            WriteElement(writer, page, order[place], place);
        }

        writer.WriteEndElement();
    }

    private static void WriteElement(XmlWriter writer, PageFile page, int index, int place)
    {
        StoredDetection detection = page.Report.AllDetections[index];
        string bbox = Title(detection.Bbox);
        string kind = HocrClasses.Of(ClassRoles.RoleOf(detection.ClassName));
        Begin(writer, "div", kind, string.Create(
            CultureInfo.InvariantCulture, $"{bbox}; order {place}; x_confs {Math.Round(100 * detection.Confidence, 2)}"));
        writer.WriteAttributeString("id", string.Create(CultureInfo.InvariantCulture, $"block_{page.Page.Index + 1}_{index + 1}"));
        writer.WriteAttributeString("data-class", XmlFile.Clean(detection.ClassName));
        if (detection.Lines is { Count: > 0 } lines)
        {
            Begin(writer, "p", "ocr_par", bbox);
            foreach (IReadOnlyList<StoredWord> line in lines)
            {
                WriteLine(writer, line);
            }

            writer.WriteEndElement();
        }

        // An empty element in its short form would not end in HTML.
        writer.WriteFullEndElement();
    }

    private static void WriteLine(XmlWriter writer, IReadOnlyList<StoredWord> words)
    {
        Begin(writer, "span", "ocr_line", Title(StoredBox.Around(words)));
        foreach (StoredWord word in words)
        {
            Begin(writer, "span", "ocrx_word", Title(StoredBox.Around([word])));
            writer.WriteString(XmlFile.Clean(word.Text));
            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }

    private static string Title(StoredBox box) => string.Create(
        CultureInfo.InvariantCulture,
        $"bbox {Math.Round(box.X1)} {Math.Round(box.Y1)} {Math.Round(box.X2)} {Math.Round(box.Y2)}");

    private static void Begin(XmlWriter writer, string element, string kind, string title)
    {
        writer.WriteStartElement(element);
        writer.WriteAttributeString("class", kind);
        writer.WriteAttributeString("title", title);
    }
}
