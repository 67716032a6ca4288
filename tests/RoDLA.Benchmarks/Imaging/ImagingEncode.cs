using BenchmarkDotNet.Attributes;
using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using RoDLA.Imaging.Writing;

namespace RoDLA.Benchmarks.Imaging;

/// <summary>
/// Pictures of an answer: a page of 1240 × 1754 pixels encoded, 60 boxes drawn on it, an SVG drawn. Baseline: copying its pixels.
/// </summary>
[MemoryDiagnoser]
public class ImagingEncode
{
    private PageImage _page = null!;
    private PageImage _copy = null!;
    private LabelledBox[] _boxes = null!;
    private string _svg = "";

    [GlobalSetup]
    public void Setup()
    {
        _page = TextPage.Draw(1240, 1754);
        _copy = _page.Clone();
        var random = new Random(2);
        _boxes = [.. Enumerable.Range(0, 60).Select(i =>
        {
            float x = random.Next(600);
            float y = random.Next(1600);
            return new LabelledBox(new(x, y, 620 + random.Next(600), 1600 + random.Next(150)), i % 11, $"Section-header {i / 60.0:0.00}");
        })];
        _svg = $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="1000" height="600"><rect width="1000" height="600" fill="white"/>
            <g font-family="{SvgRenderer.FontFamily}" font-size="14" fill="#4363d8">
            {string.Concat(Enumerable.Range(0, 50).Select(Bar))}</g></svg>
            """;
    }

    private static string Bar(int i) =>
        $"<rect x='{20 * i}' y='{500 - (8 * i)}' width='16' height='{8 * i}'/><text x='{20 * i}' y='{490 - (8 * i)}'>{i}</text>";

    [Benchmark(Baseline = true)]
    public void CopyPixels() => _page.Pixels.CopyTo(_copy.Pixels);

    [Benchmark]
    public void WriteJpeg() => ImageWriter.WriteJpeg(_page, static _ => { });

    [Benchmark]
    public void WritePng() => ImageWriter.WritePng(_page, static _ => { });

    [Benchmark]
    public void WriteWebp() => ImageWriter.WriteWebp(_page, static _ => { });

    [Benchmark]
    public void PaintSixtyBoxes() => BoxPainter.Paint(_copy, _boxes);

    [Benchmark]
    public void DrawSvg() => SvgRenderer.ToPage(_svg).Dispose();
}
