using Microsoft.Extensions.Options;
using RoDLA.Detection.Models;
using RoDLA.Detection.Slicing;

namespace RoDLA.Detection.Runtime;

/// <summary>The shared detector: one model, one session, an admission gate.</summary>
internal sealed class LayoutDetector : ILayoutDetector, IDisposable
{
    private static readonly TimeSpan LoadingRetry = TimeSpan.FromSeconds(2);

    private readonly DetectionOptions _options;
    private readonly ModelFolder _folder;
    private readonly ThreadPlan _threads;
    private readonly AdmissionGate _gate;
    private volatile ModelRunner? _runner;
    private readonly TaskCompletionSource<bool> _loading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile DetectorStatus _status = new(DetectorState.Loading, null, null);

    public LayoutDetector(ModelRepository models, IOptions<DetectionOptions> options)
    {
        _options = options.Value;
        _folder = models.Open(_options.Model);
        _threads = ThreadPlan.From(_options, Environment.ProcessorCount);
        _gate = new AdmissionGate(
            _threads.Concurrency,
            _options.QueueLimit,
            _options.QueueTimeout,
            (reason, retryAfter) => new DetectorUnavailableException("The model is busy. " + reason, retryAfter));
    }

    /// <inheritdoc/>
    public ModelManifest Model => _folder.Manifest;

    /// <inheritdoc/>
    public DetectorStatus Status => _status;

    /// <inheritdoc/>
    public Task<bool> WhenReadyAsync(CancellationToken cancellationToken) => _loading.Task.WaitAsync(cancellationToken);

    /// <summary>Loads the model; until then every request is refused.</summary>
    /// <exception cref="ModelException">The model is unusable.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        try
        {
            _runner = await ModelRunner.LoadAsync(_folder, _options, _threads, cancellationToken).ConfigureAwait(false);
            _status = new DetectorStatus(DetectorState.Ready, _runner.ExecutionProvider, _runner.Note) { PageTime = _runner.PageTime };
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
        ModelRunner runner = _runner
            ?? throw new DetectorUnavailableException("The model is being loaded. Try again in a moment.", LoadingRetry);
        using AdmissionGate.Lease lease = await _gate.AcquireAsync(priority, cancellationToken).ConfigureAwait(false);
        ScanPlan plan = new(image.Size, settings.Slices, _options.MaxSlices);
        IReadOnlyList<LayoutElement> elements = await WorkThreads.Shared
            .RunAsync(() => runner.Run(image, settings, plan, cancellationToken), cancellationToken).ConfigureAwait(false);
        return new PageLayout(Model.Name, elements) { Slices = plan.Slices };
    }

    /// <inheritdoc/>
    public void Dispose() => _runner?.Dispose();
}
