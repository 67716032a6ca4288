using System.IO.Compression;
using System.Text;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Bmp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Tiff.Constants;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using SixLabors.ImageSharp.Processing;
using RoDLA.Benchmarks;

namespace RoDLA.Fuzzing;

/// <summary>Good inputs that mutations begin with: small pages in every format, archives, texts.</summary>
internal static class Corpus
{
    private const int PageWidth = 360;

    /// <summary>A page in each image format, and as PDF.</summary>
    public static IReadOnlyList<byte[]> Documents { get; } = CreateDocuments();

    /// <summary>Archives of pages: stored, deflated, with a folder.</summary>
    public static IReadOnlyList<byte[]> Archives { get; } =
    [
        CreateArchive(CompressionLevel.NoCompression, ""),
        CreateArchive(CompressionLevel.Optimal, ""),
        CreateArchive(CompressionLevel.Fastest, "scans/"),
    ];

    /// <summary>Bodies of a batch in JSON.</summary>
    public static IReadOnlyList<byte[]> Batches { get; } =
    [
        Utf8($$$"""{"images":[{"base64":"{{{Convert.ToBase64String(Documents[0])}}}","name":"a.jpg"}],"score_thr":0.4,"priority":"high"}"""),
        Utf8($$$"""{"images":[{"base64":"data:image/png;base64,{{{Convert.ToBase64String(Documents[3])}}}","name":"𠮷野家"}],"seed":7}"""),
        Utf8("""{"images":[{"url":"http://127.0.0.1/page.png"},{"url":"https://example.invalid/a.jpg"}],"perturbations":[{"type":"defocus","degree":2}]}"""),
    ];

    /// <summary>Lists of perturbations.</summary>
    public static IReadOnlyList<byte[]> Perturbations { get; } =
    [
        Utf8("""[{"type":"defocus","degree":1}]"""),
        Utf8("""[{"type":"rotation","degree":"2"},{"type":"watermark","degree":3,"text":"COPY","seed":7}]"""),
        Utf8("""[{"type":"background","degree":2,"background_folder":"paper"},{"type":"warping","degree":1},{"type":"speckle","degree":3}]"""),
    ];

    /// <summary>COCO files.</summary>
    public static IReadOnlyList<byte[]> Coco { get; } =
    [
        Utf8("""
            {"images":[{"id":1,"file_name":"page.jpg","width":360,"height":509}],
             "annotations":[{"id":1,"image_id":1,"category_id":2,"bbox":[10,20,100.5,40],"area":4020,"iscrowd":0,"segmentation":[[10,20,110,20,110,60]]}],
             "categories":[{"id":2,"name":"Text","supercategory":""}],"info":{"year":2026}}
            """),
    ];

    /// <summary>What the tools that read text print: pdftotext, and tesseract.</summary>
    public static IReadOnlyList<byte[]> Words { get; } =
    [
        Utf8("""
            <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
            <html xmlns="http://www.w3.org/1999/xhtml"><head><title>&amp;</title></head><body><doc>
            <page width="595.276000" height="841.890000"><flow><block xMin="70" yMin="50" xMax="200" yMax="90">
            <line xMin="70" yMin="50" xMax="200" yMax="60"><word xMin="70.1" yMin="50.2" xMax="100" yMax="60">Two</word>
            <word xMin="103" yMin="50.2" xMax="200" yMax="60">words &lt;&#233;</word></line></block></flow></page></doc></body></html>
            """),
        Utf8("""
            level	page_num	block_num	par_num	line_num	word_num	left	top	width	height	conf	text
            1	1	0	0	0	0	0	0	640	480	-1	
            4	1	1	1	1	0	36	92	544	30	-1	
            5	1	1	1	1	1	36	92	60	24	96.1	Two
            5	1	1	1	1	2	110	92	90	24	91.0	words
            5	2	1	1	1	1	10	10	20	12	43.0	é
            """),
    ];

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[][] CreateDocuments()
    {
        using Image<Rgb24> page = Image.Load<Rgb24>(Repository.Sample("article.jpg"));
        page.Mutate(p => p.Resize(PageWidth, 0));
        return
        [
            Encode(page, new JpegEncoder { Quality = 80 }),
            Encode(page, new JpegEncoder { Quality = 60, ColorType = JpegColorType.Luminance }),
            Encode(page, new PngEncoder()),
            Encode(page, new PngEncoder
            {
                ColorType = PngColorType.Palette,
                BitDepth = PngBitDepth.Bit1,
                InterlaceMethod = PngInterlaceMode.Adam7,
            }),
            Encode(page, new PngEncoder { ColorType = PngColorType.Grayscale, BitDepth = PngBitDepth.Bit16 }),
            Encode(page, new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel24 }),
            Encode(page, new BmpEncoder { BitsPerPixel = BmpBitsPerPixel.Pixel8 }),
            Encode(page, new GifEncoder()),
            Encode(page, new TiffEncoder { Compression = TiffCompression.Lzw }),
            Encode(page, new TiffEncoder { BitsPerPixel = TiffBitsPerPixel.Bit1, Compression = TiffCompression.CcittGroup4Fax }),
            Encode(page, new WebpEncoder()),
            File.ReadAllBytes(Repository.Sample("article.pdf")),
            SmallPdf(),
        ];
    }

    private static byte[] Encode(Image<Rgb24> page, IImageEncoder encoder)
    {
        using MemoryStream stream = new();
        page.Save(stream, encoder);
        return stream.ToArray();
    }

    /// <summary>A PDF without compression, whose numbers and names mutations reach.</summary>
    private static byte[] SmallPdf() => Utf8("""
        %PDF-1.4
        1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
        2 0 obj <</Type /Pages /Kids [3 0 R 5 0 R] /Count 2 /MediaBox [0 0 200 280]>> endobj
        3 0 obj <</Type /Page /Parent 2 0 R /CropBox [10 10 190 270] /Rotate 90 /Contents 4 0 R /Resources <</Font <</F 6 0 R>>>>>> endobj
        4 0 obj <</Length 64>> stream
        BT /F 12 Tf 20 200 Td (A line of text) Tj ET 20 20 100 50 re f
        endstream endobj
        5 0 obj <</Type /Page /Parent 2 0 R /UserUnit 2 /Contents 4 0 R /Resources <</Font <</F 6 0 R>>>>>> endobj
        6 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj
        trailer <</Root 1 0 R /Size 7>>
        %%EOF
        """);

    private static byte[] CreateArchive(CompressionLevel level, string folder)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (int i in new[] { 1, 3, 10 })
            {
                using Stream entry = archive.CreateEntry($"{folder}page-{i}.img", level).Open();
                entry.Write(Documents[i]);
            }
        }

        return stream.ToArray();
    }
}
