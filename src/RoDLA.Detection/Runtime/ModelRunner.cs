using System.Diagnostics;
using RoDLA.Detection.Families;
using RoDLA.Detection.Merging;
using RoDLA.Detection.Models;
using RoDLA.Detection.Preprocessing;
using RoDLA.Detection.Slicing;

namespace RoDLA.Detection.Runtime;

/// <summary>A loaded model: pixels in, detections out. Thread-safe; keeps no state between calls.</summary>
internal sealed class ModelRunner : IDisposable
{
    private const int GpuBatch = 8;

    private readonly InferenceSession _session;
    private readonly ModelManifest _manifest;
    private readonly InputResize _resize;
    private readonly IModelFamily _family;
    private readonly TensorWriter _writer;
    private readonly string[] _outputNames;
    private readonly OutputRole[] _outputRoles;
    private readonly int _maxBatch;

    private ModelRunner(ModelSession opened, ModelManifest manifest, InputResize resize, int maxBatch)
    {
        _session = opened.Session;
        _manifest = manifest;
        _resize = resize;
        _family = ModelFamilies.ByName[manifest.Family];
        _writer = new TensorWriter(manifest.Input);
        _outputNames = [.. OutputNames.Of(manifest.Outputs).Select(output => output.Name)];
        _outputRoles = [.. OutputNames.Of(manifest.Outputs).Select(output => output.Role)];

        // The valid size is that of one page.
        TakesBatches = manifest.Input.ValidSizeName is null
            && GraphInputs.NamesOf(manifest.Input).All(name => IsFree(opened.Session, name));
        _maxBatch = !TakesBatches ? 1
            : maxBatch > 0 ? maxBatch
            : opened.ExecutionProvider == ModelSession.Cuda ? GpuBatch
            : 1;
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
            opened = ModelSession.Open(model.GraphPath, options, threads, resize.FixedSizes.Count > 0);
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(model.Name, [$"ONNX Runtime cannot open '{model.GraphPath}': {e.Message}"], e);
        }

        ModelRunner runner = new(opened, model.Manifest, resize, options.SliceBatch);
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

    /// <summary>Runs the model on the views of one page, in batches where the graph takes them, on the calling thread.</summary>
    public IReadOnlyList<LayoutElement> Run(
        PageImage page, DetectionSettings settings, ScanPlan plan, CancellationToken cancellationToken)
    {
        List<IReadOnlyList<LayoutElement>> found = [];
        foreach (PageView[] views in plan.Views.GroupBy(view => view.Size).SelectMany(same => same.Chunk(_maxBatch)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            found.AddRange(RunOnce([.. views.Select(view => (page, view))], settings, cancellationToken));
        }

        IReadOnlyList<LayoutElement> merged = plan.Merge(found, _manifest.Postprocess);
        if (_manifest.Postprocess.Cleanup is { } cleanup)
        {
            merged = LayoutCleanup.Apply(merged, cleanup);
        }

        // Views of a page have no reading order in common.
        return found.Count == 1 ? merged : [.. merged.Select(element => element with { ModelOrder = null })];
    }

    /// <summary>Whether the graph takes several images in one run.</summary>
    public bool TakesBatches { get; }

    /// <summary>Runs the model once, on views of one size.</summary>
    /// <returns>The elements of each view, in pixels of its page.</returns>
    public IReadOnlyList<LayoutElement>[] RunOnce(
        IReadOnlyList<(PageImage Page, PageView View)> views, DetectionSettings settings, CancellationToken cancellationToken)
    {
        PageGeometry geometry = _resize.Fit(views[0].View.Size);
        int length = PageImage.Channels * geometry.Tensor.Width * geometry.Tensor.Height;
        float[] tensor = LargeArrayPool.Shared.Rent<float>(length * views.Count);
        try
        {
            for (int i = 0; i < views.Count; i++)
            {
                Write(views[i].Page, views[i].View, geometry, tensor.AsSpan(i * length, length));
            }

            using GraphInputs inputs =
                new(_session, _manifest.Input, tensor.AsMemory(0, length * views.Count), views.Count, geometry);
            using GraphOutputs outputs = new(RunSession(inputs, cancellationToken), _outputRoles);
            ModelOutputs all = outputs.Read(views.Count);
            if (_family.WhyMismatched(all, _manifest, geometry.Tensor) is { } problem)
            {
                throw new ModelException(_manifest.Name, [problem]);
            }

            IReadOnlyList<LayoutElement>[] found = new IReadOnlyList<LayoutElement>[views.Count];
            for (int i = 0; i < views.Count; i++)
            {
                IReadOnlyList<LayoutElement> inView = _family.Decode(_family.Select(all, i), _manifest, geometry, settings);
                found[i] = [.. inView.Select(views[i].View.ToPage)];
            }

            return found;
        }
        finally
        {
            LargeArrayPool.Shared.Return(tensor);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private void Write(PageImage page, PageView view, PageGeometry geometry, Span<float> tensor)
    {
        if (view.Size == page.Size)
        {
            _writer.Write(page, geometry, tensor);
            return;
        }

        using PageImage cut = view.Cut(page);
        _writer.Write(cut, geometry, tensor);
    }

    private IDisposableReadOnlyCollection<OrtValue> RunSession(GraphInputs inputs, CancellationToken cancellationToken)
    {
        using RunOptions run = new();
        using CancellationTokenRegistration stop = cancellationToken.UnsafeRegister(o => ((RunOptions)o!).Terminate = true, run);
        try
        {
            return _session.Run(run, inputs.Names, inputs.Values, _outputNames);
        }
        catch (OnnxRuntimeException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
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
                Run(blank, new DetectionSettings(0.5f), new ScanPlan(blank.Size, slices: null, maxSlices: 1), cancellationToken);
                PageTime = Stopwatch.GetElapsedTime(start);
            }
        }
        catch (OnnxRuntimeException e)
        {
            throw new ModelException(model.Name, [$"The graph fails on a blank page: {e.Message}"], e);
        }
    }

    /// <summary>Whether the batch axis of an input has no fixed size.</summary>
    private static bool IsFree(InferenceSession session, string input) =>
        session.InputMetadata.TryGetValue(input, out NodeMetadata? tensor) && tensor.Dimensions is [< 0, ..];

    private static void ThrowIfAny(ModelFolder model, IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new ModelException(model.Name, problems);
        }
    }
}
