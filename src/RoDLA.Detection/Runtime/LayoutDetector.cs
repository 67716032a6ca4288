using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using RoDLA.Detection.Models;
using RoDLA.Detection.Slicing;

namespace RoDLA.Detection.Runtime;

/// <summary>The shared detector: the service's own model and those that requests name, and one admission gate for all.</summary>
internal sealed class LayoutDetector : ILayoutDetector, IAsyncDisposable
{
    private static readonly TimeSpan LoadingRetry = TimeSpan.FromSeconds(2);

    private readonly DetectionOptions _options;
    private readonly ModelPool _pool;
    private readonly AdmissionGate _gate;
    private readonly TaskCompletionSource<bool> _loading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile ModelManifest _manifest;
    private volatile DetectorStatus _status = new(DetectorState.Loading, null, null);

    public LayoutDetector(ModelRepository models, IOptions<DetectionOptions> options, ILogger<ModelPool>? logger = null)
    {
        _options = options.Value;
        _manifest = models.Open(_options.Model).Manifest;
        ThreadPlan threads = ThreadPlan.From(_options, Environment.ProcessorCount);
        _pool = new ModelPool(models, _options, threads, logger ?? NullLogger<ModelPool>.Instance);
        _gate = new AdmissionGate(
            threads.Concurrency,
            _options.QueueLimit,
            _options.QueueTimeout,
            (reason, retryAfter) => new DetectorUnavailableException("The model is busy. " + reason, retryAfter));
    }

    /// <summary>The models in memory.</summary>
    public IModelPool Pool => _pool;

    /// <inheritdoc/>
    public ModelManifest Model => _manifest;

    /// <inheritdoc/>
    public IReadOnlyList<string> Names => [.. _pool.List().Where(model => model.Manifest is not null).Select(model => model.Name)];

    /// <inheritdoc/>
    public DetectorStatus Status => _status;

    /// <inheritdoc/>
    public ModelManifest? Find(string name) => name == _manifest.Name ? _manifest : _pool.Find(name)?.Manifest;

    /// <inheritdoc/>
    public Task<bool> WhenReadyAsync(CancellationToken cancellationToken) => _loading.Task.WaitAsync(cancellationToken);

    /// <summary>Loads the service's own model; until then every request is refused.</summary>
    /// <exception cref="ModelException">The model is unusable.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            using SharedModel.Lease own = await _pool.AcquireAsync(_options.Model, cancellationToken).ConfigureAwait(false);
            Adopt(own.Model);
            _loading.TrySetResult(true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            _status = new DetectorStatus(DetectorState.Failed, null, e.Message);
            _loading.TrySetResult(false);
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask<PageLayout> DetectAsync(
        PageImage image, DetectionSettings settings, RequestPriority priority, CancellationToken cancellationToken)
    {
        if (_status.State != DetectorState.Ready)
        {
            throw new DetectorUnavailableException("The model is being loaded. Try again in a moment.", LoadingRetry);
        }

        IReadOnlyList<string> models = settings.Models.Count == 0 ? [_options.Model] : settings.Models;
        PageLayout layout = await DetectAsync(models[0], image, settings, priority, cancellationToken).ConfigureAwait(false);
        for (int i = 1; i < models.Count && !IsSure(layout, settings); i++)
        {
            PageLayout next = await DetectAsync(models[i], image, settings, priority, cancellationToken).ConfigureAwait(false);
            layout = next with { Wait = layout.Wait + next.Wait, Inference = layout.Inference + next.Inference };
        }

        return layout;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    private static bool IsSure(PageLayout layout, DetectionSettings settings) =>
        layout.Elements.Count > 0 && layout.Elements.Average(element => element.Confidence) >= settings.ExitConfidence;

    private async ValueTask<PageLayout> DetectAsync(
        string name, PageImage image, DetectionSettings settings, RequestPriority priority, CancellationToken cancellationToken)
    {
        long asked = Stopwatch.GetTimestamp();

        // Before the gate: other pages need not wait for a model that is being loaded.
        using SharedModel.Lease model = await _pool.AcquireAsync(name, cancellationToken).ConfigureAwait(false);
        if (name == _options.Model && model.Model.Manifest != _manifest)
        {
            Adopt(model.Model);
        }

        using AdmissionGate.Lease lease = await _gate.AcquireAsync(priority, cancellationToken).ConfigureAwait(false);
        long begun = Stopwatch.GetTimestamp();
        ScanPlan plan = new(image.Size, settings.Slices, _options.MaxSlices);
        ModelRunner runner = model.Model.Runner;
        IReadOnlyList<LayoutElement> elements = await WorkThreads.Shared
            .RunAsync(() => runner.Run(image, settings, plan, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new PageLayout(name, elements)
        {
            Slices = plan.Slices,
            Wait = Stopwatch.GetElapsedTime(asked, begun),
            Inference = Stopwatch.GetElapsedTime(begun),
        };
    }

    private void Adopt(SharedModel own)
    {
        _manifest = own.Manifest;
        _status = new DetectorStatus(DetectorState.Ready, own.Runner.ExecutionProvider, own.Runner.Note) { PageTime = own.Runner.PageTime };
    }
}
