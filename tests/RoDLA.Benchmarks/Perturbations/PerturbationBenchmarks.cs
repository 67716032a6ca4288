using BenchmarkDotNet.Attributes;
using RoDLA.Imaging;
using RoDLA.Imaging.Painting;
using RoDLA.Imaging.Reading;
using RoDLA.Perturbations;

namespace RoDLA.Benchmarks.Perturbations;

/// <summary>
/// Each perturbation at each degree on a page of 1654 × 2339 pixels (A4 at 200 dpi), one call an iteration. The baseline is the same
/// by OpenCvSharp in this process, and where OpenCV has no such operation by SciPy and Pillow in a warm child process.
/// </summary>
[MemoryDiagnoser]
[WarmupCount(1)]
[IterationCount(4)]
[InvocationCount(1)]
public class PerturbationBenchmarks : IDisposable
{
    private const int WarmCalls = 60;
    private static readonly TimeSpan WarmTime = TimeSpan.FromSeconds(4);

    private PageImage _page = null!;
    private IPerturbation _perturbation = null!;
    private ReferencePerturbations _reference = null!;

    /// <summary>The twelve.</summary>
    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "defocus";

    /// <summary>Mild, moderate, severe.</summary>
    [Params(1, 2, 3)]
    public int Degree { get; set; }

    public static IEnumerable<string> Names => PerturbationCatalog.All.Select(entry => entry.Name);

    [GlobalSetup]
    public async Task Setup()
    {
        var reader = new PageReader(new ImagingOptions(), TimeProvider.System);
        OpenDocument document = await reader.OpenAsync(DocumentSource.FromFile(Repository.Sample("article.jpg")), CancellationToken.None);
        using PageImage page = await document.ReadPageAsync(1, default, CancellationToken.None);
        _page = PageResizer.Resize(page, new PageSize(1654, 2339));
        _perturbation = Twelve.Registry.Find(Name)!;
        _reference = new ReferencePerturbations(_page);
        long start = TimeProvider.System.GetTimestamp();
        for (int call = 0; call < WarmCalls && TimeProvider.System.GetElapsedTime(start) < WarmTime; call++)
        {
            await Apply();
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _reference.Dispose();
        _page.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public double Reference() => _reference.Apply(Name, Degree);

    [Benchmark]
    public async Task<PageSize> Apply()
    {
        using PerturbationResult result = await _perturbation.ApplyAsync(_page, new PerturbationContext(Degree, 7), CancellationToken.None);
        return result.Image.Size;
    }
}
