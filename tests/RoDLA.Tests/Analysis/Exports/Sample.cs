using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using RoDLA.Analysis.Exports;
using RoDLA.Analysis.Metrics;
using RoDLA.Analysis.Pipeline;
using RoDLA.Analysis.Registration;
using RoDLA.Detection;
using RoDLA.Tests.Jobs.Fixtures;

namespace RoDLA.Tests.Analysis.Exports;

/// <summary>Answers to export, and their exports.</summary>
internal static class Sample
{
    public const int Width = 1237;
    public const int Height = 1753;

    public static readonly string[] Classes = ["Caption", "Table", "Picture", "Text", "Title"];

    /// <summary>Boxes with parts of pixels, at the edges too; the last two are not in the order of the confidences.</summary>
    public static readonly (string Class, float X1, float Y1, float X2, float Y2, int Order)[] Boxes =
    [
        ("Title", 100.25f, 50.5f, 1100.75f, 120.125f, 0),
        ("Text", 0, 130.49f, 610.51f, 1753, 3),
        ("Table", 620.333f, 130.667f, 1237, 800.999f, 1),
        ("Caption", 620.1f, 801.2f, 1236.9f, 850.3f, 2),
    ];

    /// <summary>Words of the caption, in two lines.</summary>
    public static readonly WordReport[][] Lines =
    [
        [new("Table", [620.1f, 801.2f, 700.4f, 822]), new("1", [706.25f, 801.5f, 715, 821.75f])],
        [new("&", [620.1f, 828, 640, 848]), new("its\u0001", [646, 828, 680.5f, 848]), new("cells", [690, 828, 760, 850.3f])],
    ];

    /// <summary>The answer for a page with <see cref="Boxes"/>.</summary>
    public static PageReport Report(string name = "page one.png", int page = 1, int pages = 1) => Report(
        name,
        [
            .. Boxes.Select((b, i) => Detection(Array.IndexOf(Classes, b.Class), b.Class, (b.X1, b.Y1, b.X2, b.Y2), 0.95f - (i * 0.1f)) with
            {
                ReadingOrder = b.Order,
                Text = i == 3 ? "Table 1 & its \u0001 cells" : null,
                Lines = i == 3 ? Lines : null,
            }),
        ],
        page,
        pages) with
    {
        Relations = [new LayoutRelation(3, 2, "caption_of")],
    };

    public static PageReport Report(string name, IReadOnlyList<DetectionReport> detections, int page = 1, int pages = 1) =>
        StoredJob.Report(name, []) with
        {
            ImageInfo = new ImageDescription(Width, Height, 0.706, (long)Width * Height, pages > 1 ? "pdf" : "png", 1234, page, pages),
            AllDetections = detections,
        };

    public static DetectionReport Detection(int id, string name, (float X1, float Y1, float X2, float Y2) box, float confidence)
    {
        (float width, float height) = (box.X2 - box.X1, box.Y2 - box.Y1);
        BoundingBoxReport bbox = new(
            box.X1, box.Y1, box.X2, box.Y2, width, height, (box.X1 + box.X2) / 2, (box.Y1 + box.Y2) / 2);
        return new DetectionReport(id, name, bbox, confidence, width * height, width / height);
    }

    /// <summary>The source of one answer.</summary>
    public static AnswerPages Source(PageReport report) => AnswerPages.Of(report, static _ => Classes);

    /// <summary>The source of the answer for a document.</summary>
    public static AnswerPages Source(string name, params object[] pages) => AnswerPages.Of(
        new DocumentReport(true, name, pages.Length, pages.ToAsyncEnumerable()), StoredJob.Created, static _ => Classes);

    public static async Task<byte[]> ExportAsync(string format, ExportSource source, ExportOptions? options = null)
    {
        await using AsyncOnlyStream stream = new();
        await Find(format).WriteAsync(source, options ?? new ExportOptions(), stream, CancellationToken.None);
        return stream.Bytes;
    }

    public static IExporter Find(string format)
    {
        ServiceCollection services = new();
        using ServiceProvider provider = services.AddExporters().BuildServiceProvider();
        return provider.GetRequiredService<ExporterCatalog>().Find(format)!;
    }

    /// <summary>The files of an archive, in order.</summary>
    public static OrderedDictionary<string, byte[]> Files(byte[] archive)
    {
        using ZipArchive zip = new(new MemoryStream(archive));
        OrderedDictionary<string, byte[]> files = [];
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            using Stream stream = entry.Open();
            using MemoryStream content = new();
            stream.CopyTo(content);
            files.Add(entry.FullName, content.ToArray());
        }

        return files;
    }
}
