using BenchmarkDotNet.Attributes;
using RoDLA.Analysis.Interpretation;
using RoDLA.Analysis.Metrics;
using RoDLA.Detection;
using RoDLA.Imaging;

namespace RoDLA.Benchmarks.Analysis;

/// <summary>
/// The whole analysis of a page, against only its pairwise part written as the documented system has it: three loops over all pairs, one
/// each for overlaps, nearest neighbours and distances. The bound is 2 ms for 300 detections.
/// </summary>
[MemoryDiagnoser]
public class AnalysisBenchmarks
{
    private static readonly PageSize Page = new(2480, 3508);

    private readonly PageAnalyzer _analyzer = new();
    private readonly Interpreter _interpreter = new();
    private LayoutElement[] _elements = [];
    private PageAnalysis _analysis = null!;

    [Params(1, 47, 300)]
    public int Detections { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        Random random = new(1);
        _elements = [.. Enumerable.Range(0, Detections).Select(_ => Element(random)).OrderByDescending(e => e.Confidence)];
        _analysis = _analyzer.Analyze(_elements, Page);
    }

    [Benchmark(Baseline = true)]
    public double PairwisePlain() => Overlaps() + NearestNeighbors() + MeanDistance();

    [Benchmark]
    public PageAnalysis Analyze() => _analyzer.Analyze(_elements, Page);

    [Benchmark]
    public PageInterpretation Interpret() => _interpreter.Interpret(_analysis, Page);

    private static LayoutElement Element(Random random)
    {
        float x = random.NextSingle() * 2200;
        float y = random.NextSingle() * 3300;
        int kind = random.Next(11);
        float width = random.NextSingle() * 280;
        float height = random.NextSingle() * 200;
        return new LayoutElement(kind, $"class {kind}", 0.3f + (0.7f * random.NextSingle()), new BoundingBox(x, y, x + width, y + height));
    }

    private static double Distance(BoundingBox a, BoundingBox b)
    {
        double dx = a.CenterX - b.CenterX;
        double dy = a.CenterY - b.CenterY;
        return Math.Sqrt((dx * dx) + (dy * dy));
    }

    private double Overlaps()
    {
        List<double> found = [];
        for (int i = 0; i < _elements.Length; i++)
        {
            for (int j = i + 1; j < _elements.Length; j++)
            {
                float iou = _elements[i].Box.IoU(_elements[j].Box);
                if (iou > 0)
                {
                    found.Add(iou);
                }
            }
        }

        return found.Count == 0 ? 0 : found.Average();
    }

    private double NearestNeighbors()
    {
        double sum = 0;
        for (int i = 0; i < _elements.Length; i++)
        {
            double nearest = double.PositiveInfinity;
            for (int j = 0; j < _elements.Length; j++)
            {
                nearest = i == j ? nearest : Math.Min(nearest, Distance(_elements[i].Box, _elements[j].Box));
            }

            sum += nearest;
        }

        return sum;
    }

    private double MeanDistance()
    {
        double sum = 0;
        for (int i = 0; i < _elements.Length; i++)
        {
            for (int j = i + 1; j < _elements.Length; j++)
            {
                sum += Distance(_elements[i].Box, _elements[j].Box);
            }
        }

        return sum;
    }
}
