using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Options;
using Microsoft.ML.OnnxRuntime;
using RoDLA.Detection;
using RoDLA.Detection.Families;
using RoDLA.Detection.Models;
using RoDLA.Detection.Preprocessing;
using RoDLA.Detection.Runtime;
using RoDLA.Imaging;
using RoDLA.Imaging.Reading;
using RoDLA.Imaging.Scheduling;

namespace RoDLA.Benchmarks.Detection;

/// <summary>
/// The steps of one detection on a page of 1653 × 2339 pixels (A4 at 200 dpi) with the shipped model. Baseline: the bare session run.
/// </summary>
public class DetectionBenchmarks
{
    private static readonly DetectionSettings Settings = new(0.3f);

    private LayoutDetector _detector = null!;
    private InferenceSession _session = null!;
    private ModelManifest _model = null!;
    private TensorWriter _writer = null!;
    private PageImage _page = null!;
    private PageGeometry _geometry;
    private float[] _tensor = [];
    private float[] _scores = [];
    private float[] _boxes = [];
    private OrtValue _input = null!;
    private RunOptions _run = null!;

    [GlobalSetup]
    public void Setup()
    {
        DetectionOptions options = new();
        ModelRepository models = new(Path.Combine(Repository.Root, "models"));
        ModelFolder folder = models.Open(options.Model);
        _model = folder.Manifest;
        _detector = new LayoutDetector(models, Options.Create(options));
        _detector.LoadAsync(CancellationToken.None).GetAwaiter().GetResult();

        PageReader reader = new(new ImagingOptions(), TimeProvider.System);
        DocumentSource source = DocumentSource.FromFile(Repository.Sample("article.jpg"));
        OpenDocument document = reader.OpenAsync(source, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        _page = document.ReadPageAsync(1, default, CancellationToken.None).AsTask().GetAwaiter().GetResult();

        _writer = new TensorWriter(_model.Input);
        _geometry = new InputResize(_model.Input).Fit(_page.Size);
        _tensor = new float[PageImage.Channels * _geometry.Tensor.Width * _geometry.Tensor.Height];
        _writer.Write(_page, _geometry, _tensor);
        ThreadPlan threads = ThreadPlan.From(options, Environment.ProcessorCount);
        _session = ModelSession.Open(folder.GraphPath, options, threads, fixedSizes: true).Session;
        _input = OrtValue.CreateTensorValueFromMemory(_tensor, [1, 3, _geometry.Tensor.Height, _geometry.Tensor.Width]);
        _run = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = Run();
        _scores = outputs[0].GetTensorDataAsSpan<float>().ToArray();
        _boxes = outputs[1].GetTensorDataAsSpan<float>().ToArray();
    }

    [Benchmark(Baseline = true)]
    public int SessionRun()
    {
        using IDisposableReadOnlyCollection<OrtValue> outputs = Run();
        return outputs.Count;
    }

    [Benchmark]
    public void Preprocess() => _writer.Write(_page, _geometry, _tensor);

    [Benchmark]
    public int Postprocess() => ModelFamilies.ByName[_model.Family]
        .Decode(new ModelOutputs { Scores = _scores, Boxes = _boxes }, _model, _geometry, Settings).Count;

    [Benchmark]
    public async Task<int> Detect() =>
        (await _detector.DetectAsync(_page, Settings, RequestPriority.Interactive, CancellationToken.None)).Elements.Count;

    [GlobalCleanup]
    public async Task Cleanup()
    {
        await _detector.DisposeAsync();
        _input.Dispose();
        _run.Dispose();
        _session.Dispose();
        _page.Dispose();
    }

    private IDisposableReadOnlyCollection<OrtValue> Run() =>
        _session.Run(_run, [_model.Input.Name], [_input], [_model.Outputs.Scores!, _model.Outputs.Boxes!]);
}
