using RoDLA.Analysis.Pictures;

namespace RoDLA.Analysis.Exports.Documents;

/// <summary>
/// A ZIP archive with a text for each document, its elements in reading order, and the pictures that were cut out of its pages. The text
/// of one document is in memory, not that of all.
/// </summary>
/// <param name="name">Name of the format.</param>
/// <param name="extension">Ending of the texts, with its dot.</param>
/// <param name="begin">Begins the text of a document with this title.</param>
internal sealed class DocumentExporter(string name, string extension, Func<string, DocumentWriter> begin) : IExporter
{
    private const double Inside = 0.9;

    public string Name { get; } = name;

    public bool NeedsText => true;

    public ExportFile FileOf(ExportSource source, ExportOptions options) =>
        new($"{source.Name}_{Name}.zip", ExportArchive.ContentType);

    public async Task WriteAsync(ExportSource source, ExportOptions options, Stream destination, CancellationToken cancellationToken)
    {
        ExportArchive archive = await ExportArchive.BeginAsync(destination, cancellationToken).ConfigureAwait(false);
        PageNames names = new();
        (string File, string Stem, DocumentWriter Writer)? document = null;
        await foreach (PageFile page in PageFile.ReadAsync(source, new ClassIndex(), options, cancellationToken).ConfigureAwait(false))
        {
            // The pages of a document follow one another.
            if (document?.File != page.Page.Name || page.Page.Page == 1)
            {
                await EndAsync().ConfigureAwait(false);
                string stem = names.NextDocument(page.Page.Name);
                document = (page.Page.Name, stem, begin(stem));
            }

            document.Value.Writer.Page(page.Page.Page);
            using PagePictures pictures = new(page, archive);
            foreach (int index in Visible(page.Report))
            {
                StoredDetection detection = page.Report.AllDetections[index];
                await WriteAsync(document.Value.Writer, detection, () => pictures.CutAsync(index, cancellationToken)).ConfigureAwait(false);
            }
        }

        await EndAsync().ConfigureAwait(false);
        await archive.CompleteAsync(cancellationToken).ConfigureAwait(false);

        async ValueTask EndAsync()
        {
            if (document is { } ended)
            {
                byte[] text = Encoding.UTF8.GetBytes(ended.Writer.End());
                await archive.AddAsync(ended.Stem + extension, source.Time, text, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The elements in reading order, without those that lie in a larger one with text: its text has theirs.</summary>
    private static IEnumerable<int> Visible(StoredReport report) => report.ReadingOrder().Where(index =>
    {
        BoundingBox box = Box(report.AllDetections[index]);
        return !report.AllDetections.Where((other, i) => i != index && other.Text is not null)
            .Select(Box)
            .Any(other => other.Area > box.Area && box.ShareInside(other) > Inside);
    });

    private static async ValueTask WriteAsync(DocumentWriter writer, StoredDetection detection, Func<ValueTask<string?>> cut)
    {
        ElementRole role = ClassRoles.RoleOf(detection.ClassName);
        if (role == ElementRole.Table && detection.Cells is { Count: > 0 } cells)
        {
            writer.Table(cells);
        }
        else if (role is ElementRole.Picture or ElementRole.Chart or ElementRole.Graphic or ElementRole.Advert or ElementRole.Table
            or ElementRole.Formula
            && await cut().ConfigureAwait(false) is { } path)
        {
            writer.Picture(path, detection.Text ?? detection.ClassName);
        }
        else if (role == ElementRole.Separator)
        {
            writer.Rule();
        }
        else if (detection.Text is { } text)
        {
            Write(writer, role, detection.ClassName, text);
        }
    }

    private static void Write(DocumentWriter writer, ElementRole role, string className, string text)
    {
        switch (role)
        {
            case ElementRole.Title or ElementRole.Heading:
                writer.Heading(ClassRoles.LevelOf(className), text);
                break;
            case ElementRole.List:
                foreach (string item in text.Split('\n'))
                {
                    writer.ListItem(item);
                }

                break;
            case ElementRole.Code or ElementRole.Table:
                writer.Code(text);
                break;
            case ElementRole.Caption:
                writer.Caption(text);
                break;
            case ElementRole.Footnote or ElementRole.Endnote or ElementRole.Marginalia:
                writer.Note(text);
                break;
            case ElementRole.Header or ElementRole.Footer or ElementRole.PageNumber:
                writer.RunningHead(text);
                break;
            default:
                writer.Paragraph(text);
                break;
        }
    }

    private static BoundingBox Box(StoredDetection detection) => new(
        (float)detection.Bbox.X1, (float)detection.Bbox.Y1, (float)detection.Bbox.X2, (float)detection.Bbox.Y2);

    /// <summary>Cuts elements out of a page; the page is decoded when the first is asked for.</summary>
    private sealed class PagePictures(PageFile page, ExportArchive archive) : IDisposable
    {
        private PageImage? _image;

        /// <summary>Adds the picture of an element to the archive.</summary>
        /// <returns>Its path; null when the page cannot be had any more.</returns>
        public async ValueTask<string?> CutAsync(int index, CancellationToken cancellationToken)
        {
            StoredDetection detection = page.Report.AllDetections[index];
            if (page.Page.ReadImage is not { } read)
            {
                return null;
            }

            try
            {
                _image ??= await read(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is ImageException or IOException)
            {
                return null;
            }

            // A photograph loses nothing that is seen; lines and letters would.
            PictureFormat format = ClassRoles.RoleOf(detection.ClassName) == ElementRole.Picture ? PictureFormat.Jpeg : PictureFormat.Png;
            using MemoryStream picture = new();
            PageImage image = _image;
            await WorkThreads.Shared.RunAsync(
                () =>
                {
                    using PageImage part = image.Crop(PagePart.Of(Box(detection), image.Size));
                    format.Write(part, picture.Write);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
            string path = string.Create(CultureInfo.InvariantCulture, $"images/{page.Name.Stem}_{index + 1}{format.Extension()}");
            await archive.AddAsync(
                path, page.Time, picture.GetBuffer().AsMemory(0, (int)picture.Length), cancellationToken).ConfigureAwait(false);
            return path;
        }

        public void Dispose() => _image?.Dispose();
    }
}
