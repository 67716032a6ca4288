using System.Diagnostics;
using RoDLA.Detection.Families;
using RoDLA.Detection.Models;
using RoDLA.Detection.Preprocessing;

namespace RoDLA.Detection.Runtime;

/// <summary>A loaded model: pixels in, detections out. Thread-safe; keeps no state between calls.</summary>
internal sealed class ModelRunner : IDisposable
{
    private static readonly long[] ValidSizeShape = [2];

    private readonly InferenceSession _session;
    private readonly ModelManifest _manifest;
    private readonly InputResize _resize;
    private readonly IModelFamily _family;
    private readonly TensorWriter _writer;
    private readonly string[] _inputNames;
    private readonly string[] _outputNames;

    private ModelRunner(ModelSession opened, ModelManifest manifest, InputResize resize)
    {
        _session = opened.Session;
        _manifest = manifest;
        _resize = resize;
        _family = ModelFamilies.ByName[manifest.Family];
        _writer = new TensorWriter(manifest.Input);
        _inputNames = manifest.Input.ValidSizeName is { } validSize ? [manifest.Input.Name, validSize] : [manifest.Input.Name];
        _outputNames = [manifest.Outputs.Scores, manifest.Outputs.Boxes];
        ExecutionProvider = opened.ExecutionProvider;
        Note = opened.Note;
    }

    /// <summary>Where the model runs.</summary>
    public string ExecutionProvider { get; }

    /// <summary>Why it does not run on the requested provider, or null.</summary>
    public string? Note { get; }

    /// <summary>Time of the last page of the warm-up.</summary>
    public TimeSpan PageTime { get; private set; }

    /// <summary>Checks the files, opens the session, checks the graph and runs it once per warm-up size.</summary>
    /// <exception cref="ModelException">The model is unusable.</exception>
    public static async Task<ModelRunner> LoadAsync(
        ModelFolder model, DetectionOptions options, ThreadPlan threads, CancellationToken cancellationToken)
    {
        ThrowIfAny(model, await ModelRepository.CheckFilesAsync(model, cancellationToken).ConfigureAwait(false));
        InputResize resize = new(model.Manifest.Input);
        ModelSession opened;
        try
        {
            opened = ModelSession.Open(model.GraphPath, options, threads, resize.HasFixedSizes);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(model.Name, [$"ONNX Runtime cannot open '{model.GraphPath}': {e.Message}"], e);
        }

        ModelRunner runner = new(opened, model.Manifest, resize);
        try
        {
            ThrowIfAny(model, GraphRules.Check(opened.Session, model.Manifest));
            runner.WarmUp(model, cancellationToken);
            return runner;
        }
        catch
        {
            runner.Dispose();
            throw;
        }
    }

    /// <summary>Runs the model on one page, in windows when it is far out of proportion, on the calling thread.</summary>
    public IReadOnlyList<LayoutElement> Run(PageImage image, DetectionSettings settings, CancellationToken cancellationToken) =>
        PageWindows.Of(image.Size) is { } windows
            ? windows.Detect(image, window => RunWhole(window, settings, cancellationToken), _manifest.Postprocess.MaxDetections)
            : RunWhole(image, settings, cancellationToken);

    private IReadOnlyList<LayoutElement> RunWhole(PageImage image, DetectionSettings settings, CancellationToken cancellationToken)
    {
        PageGeometry geometry = _resize.Fit(image.Size);
        int length = PageImage.Channels * geometry.Tensor.Width * geometry.Tensor.Height;
        float[] tensor = LargeArrayPool.Shared.Rent<float>(length);
        try
        {
            _writer.Write(image, geometry, tensor.AsSpan(0, length));
            return Run(tensor.AsMemory(0, length), geometry, settings, cancellationToken);
        }
        finally
        {
            LargeArrayPool.Shared.Return(tensor);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private IReadOnlyList<LayoutElement> RunSession(
        OrtValue[] inputs, PageGeometry geometry, DetectionSettings settings, CancellationToken cancellationToken)
    {
        using RunOptions run = new();
        using CancellationTokenRegistration stop = cancellationToken.UnsafeRegister(o => ((RunOptions)o!).Terminate = true, run);
        try
        {
            using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(run, _inputNames, inputs, _outputNames);
            ReadOnlySpan<float> scores = outputs[0].GetTensorDataAsSpan<float>();
            ReadOnlySpan<float> boxes = outputs[1].GetTensorDataAsSpan<float>();
            ThrowIfMismatched(scores.Length, boxes.Length);
            return _family.Decode(scores, boxes, _manifest, geometry, settings);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private IReadOnlyList<LayoutElement> Run(
        Memory<float> tensor, PageGeometry geometry, DetectionSettings settings, CancellationToken cancellationToken)
    {
        using OrtValue image = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, tensor, [1, PageImage.Channels, geometry.Tensor.Height, geometry.Tensor.Width]);
        if (_inputNames.Length == 1)
        {
            return RunSession([image], geometry, settings, cancellationToken);
        }

        float[] size = [geometry.Content.Height, geometry.Content.Width];
        using OrtValue validSize = OrtValue.CreateTensorValueFromMemory(size, ValidSizeShape);
        return RunSession([image, validSize], geometry, settings, cancellationToken);
    }

    /// <summary>Graphs with dynamic shapes can be checked only when they run.</summary>
    private void ThrowIfMismatched(int scores, int boxes)
    {
        if ((long)scores * 4 != (long)boxes * _manifest.Columns)
        {
            throw new ModelException(
                _manifest.Name,
                [
                    $"The graph returns {scores} scores for {boxes / 4} boxes, which does not match the {_manifest.Classes.Count} classes"
                    + $" and {_manifest.Outputs.Placeholders.Count} placeholders of the manifest.",
                ]);
        }
    }

    private void WarmUp(ModelFolder model, CancellationToken cancellationToken)
    {
        try
        {
            foreach (PageSize page in _resize.WarmUpPages)
            {
                using PageImage blank = PageImage.Rent(page.Width, page.Height);
                blank.Pixels.Fill(byte.MaxValue);
                long start = Stopwatch.GetTimestamp();
                Run(blank, new DetectionSettings(0.5f), cancellationToken);
                PageTime = Stopwatch.GetElapsedTime(start);
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(model.Name, [$"The graph fails on a blank page: {e.Message}"], e);
        }
    }

    private static void ThrowIfAny(ModelFolder model, IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new ModelException(model.Name, problems);
        }
    }
}
