using Microsoft.ML.OnnxRuntime;
using RoDLA.Detection;
using RoDLA.Detection.Models;
using RoDLA.Detection.Preprocessing;
using RoDLA.Detection.Runtime;
using RoDLA.Imaging;

namespace RoDLA.Benchmarks.Requests;

/// <summary>The session run of the shipped model on a portrait page, with the service's own session settings, and nothing else.</summary>
internal sealed class BareRun : IDisposable
{
    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();
    private readonly OrtValue _input;
    private readonly ModelManifest _model;

    public BareRun(ModelFolder folder)
    {
        DetectionOptions options = new();
        _model = folder.Manifest;
        ThreadPlan threads = ThreadPlan.From(options, Environment.ProcessorCount);
        _session = ModelSession.Open(folder.GraphPath, options, threads, fixedSizes: true).Session;
        PageSize tensor = new InputResize(_model.Input).Fit(new PageSize(1653, 2339)).Tensor;
        _input = OrtValue.CreateTensorValueFromMemory(
            new float[PageImage.Channels * tensor.Width * tensor.Height], [1, PageImage.Channels, tensor.Height, tensor.Width]);
    }

    public void Run()
    {
        using IDisposableReadOnlyCollection<OrtValue> outputs =
            _session.Run(_run, [_model.Input.Name], [_input], [_model.Outputs.Scores!, _model.Outputs.Boxes!]);
    }

    public void Dispose()
    {
        _input.Dispose();
        _run.Dispose();
        _session.Dispose();
    }
}
