using BenchmarkDotNet.Attributes;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Writing;

namespace RoDLA.Benchmarks.Imaging;

/// <summary>
/// An A4 page at 300 dpi, 2480 × 3508 pixels: lines of dark strokes on white, as text is. The named baseline is copying its pixels, 26 MB.
/// </summary>
[MemoryDiagnoser]
public class ImagingDecode
{
    private readonly PageReader _reader = new(new ImagingOptions(), TimeProvider.System);
    private PageImage _page = null!;
    private PageImage _copy = null!;
    private DocumentSource _jpegSource = null!;
    private OpenDocument _jpeg = null!;
    private OpenDocument _png = null!;
    private OpenDocument _webp = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _page = TextPage.Draw(2480, 3508);
        _copy = _page.Clone();
        _jpegSource = DocumentSource.FromMemory(ImageWriter.ToJpeg(_page));
        _jpeg = await OpenJpeg();
        _png = await _reader.OpenAsync(DocumentSource.FromMemory(ImageWriter.ToPng(_page)), CancellationToken.None);
        _webp = await _reader.OpenAsync(DocumentSource.FromMemory(ImageWriter.ToWebp(_page)), CancellationToken.None);
    }

    [Benchmark(Baseline = true)]
    public void CopyPixels() => _page.Pixels.CopyTo(_copy.Pixels);

    [Benchmark]
    public async Task<OpenDocument> OpenJpeg() => await _reader.OpenAsync(_jpegSource, CancellationToken.None);

    [Benchmark]
    public Task DecodeJpeg() => DecodeAsync(_jpeg);

    [Benchmark]
    public Task DecodePng() => DecodeAsync(_png);

    [Benchmark]
    public Task DecodeWebp() => DecodeAsync(_webp);

    private static async Task DecodeAsync(OpenDocument document)
    {
        using PageImage page = await document.ReadPageAsync(1, default, CancellationToken.None);
    }
}
