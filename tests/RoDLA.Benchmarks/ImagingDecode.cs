using BenchmarkDotNet.Attributes;
using RoDLA.Imaging;

namespace RoDLA.Benchmarks;

/// <summary>
/// An A4 page at 300 dpi, 2480 × 3508 pixels: lines of dark strokes on white, as text is. The named baseline is copying its pixels, 26 MB.
/// </summary>
[MemoryDiagnoser]
public class ImagingDecode
{
    private static readonly PageSize ModelInput = new(640, 905);
    private readonly PageReader _reader = new(new ImagingOptions(), TimeProvider.System);
    private PageImage _page = null!;
    private PageImage _copy = null!;
    private DocumentSource _jpeg = null!;
    private DocumentSource _png = null!;
    private DocumentSource _webp = null!;
    private DocumentInfo _jpegInfo = null!;
    private DocumentInfo _pngInfo = null!;
    private DocumentInfo _webpInfo = null!;

    [GlobalSetup]
    public async Task SetupAsync()
    {
        _page = TextPage.Draw(2480, 3508);
        _copy = _page.Clone();
        _jpeg = DocumentSource.FromMemory(ImageWriter.ToJpeg(_page));
        _png = DocumentSource.FromMemory(ImageWriter.ToPng(_page));
        _webp = DocumentSource.FromMemory(ImageWriter.ToWebp(_page));
        _jpegInfo = await _reader.InspectAsync(_jpeg, CancellationToken.None);
        _pngInfo = await _reader.InspectAsync(_png, CancellationToken.None);
        _webpInfo = await _reader.InspectAsync(_webp, CancellationToken.None);
    }

    [Benchmark(Baseline = true)]
    public void CopyPixels() => _page.Pixels.CopyTo(_copy.Pixels);

    [Benchmark]
    public async Task<DocumentInfo> InspectJpeg() => await _reader.InspectAsync(_jpeg, CancellationToken.None);

    [Benchmark]
    public Task DecodeJpeg() => DecodeAsync(_jpeg, _jpegInfo, null);

    [Benchmark]
    public Task DecodeJpegShrunk() => DecodeAsync(_jpeg, _jpegInfo, ModelInput);

    [Benchmark]
    public Task DecodePng() => DecodeAsync(_png, _pngInfo, null);

    [Benchmark]
    public Task DecodePngShrunk() => DecodeAsync(_png, _pngInfo, ModelInput);

    [Benchmark]
    public Task DecodeWebp() => DecodeAsync(_webp, _webpInfo, null);

    private async Task DecodeAsync(DocumentSource source, DocumentInfo info, PageSize? atLeast)
    {
        using DecodedPage page = await _reader.ReadAsync(source, info, 1, atLeast, CancellationToken.None);
    }
}
