using Microsoft.Extensions.Logging;
using RoDLA.Detection.Models;

namespace RoDLA.Detection.Runtime;

/// <summary>
/// Loads models when they are asked for, on a thread of its own and one after the other, and removes the least recently used one when there
/// would be more than <see cref="DetectionOptions.MaxLoadedModels"/>. The service's own model stays.
/// </summary>
internal sealed partial class ModelPool(ModelRepository models, DetectionOptions options, ThreadPlan threads, ILogger logger)
    : IModelPool, IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _loading = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private long _uses;

    /// <inheritdoc/>
    public IReadOnlyList<ModelStatus> List() => [.. models.List().Select(StatusOf)];

    /// <inheritdoc/>
    public ModelStatus? Find(string name) => models.List().Contains(name) ? StatusOf(name) : null;

    /// <inheritdoc/>
    public async Task<ModelStatus> LoadAsync(string name, CancellationToken cancellationToken)
    {
        string version = models.VersionOf(name);
        Task<SharedModel>? loading = null;
        lock (_lock)
        {
            Slot slot = SlotOf(name);
            if (slot.Model?.Version != version)
            {
                loading = slot.Loading ??= StartLoading(name, slot);
            }
        }

        if (loading is not null)
        {
            await loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return StatusOf(name);
    }

    /// <summary>A lease of a model, which is loaded first where it is not in memory.</summary>
    /// <exception cref="ModelException">The model is unusable.</exception>
    public async ValueTask<SharedModel.Lease> AcquireAsync(string name, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<SharedModel> loading;
            lock (_lock)
            {
                Slot slot = SlotOf(name);
                slot.LastUse = ++_uses;
                if (slot.Model?.TryAcquire() is { } ready)
                {
                    return ready;
                }

                loading = slot.Loading ??= StartLoading(name, slot);
            }

            SharedModel model = await loading.WaitAsync(cancellationToken).ConfigureAwait(false);
            if (model.TryAcquire() is { } lease)
            {
                return lease;
            }
        }
    }

    /// <inheritdoc/>
    public bool Unload(string name)
    {
        if (name == options.Model)
        {
            return false;
        }

        lock (_lock)
        {
            Remove(name);
        }

        return true;
    }

    /// <summary>Retires the models; ends when none is being loaded, since the process must not end in the middle of native code.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        Task[] loading;
        lock (_lock)
        {
            loading = [.. _slots.Values.Select(slot => slot.Loading).OfType<Task>()];
        }

        await Task.WhenAll(loading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        lock (_lock)
        {
            foreach (Slot slot in _slots.Values)
            {
                slot.Model?.Retire();
                slot.Model = null;
            }
        }
    }

    private Slot SlotOf(string name)
    {
        if (!_slots.TryGetValue(name, out Slot? slot))
        {
            _slots.Add(name, slot = new Slot());
        }

        return slot;
    }

    private ModelStatus StatusOf(string name)
    {
        lock (_lock)
        {
            Slot? slot = _slots.GetValueOrDefault(name);
            if (slot?.Model is { } model)
            {
                return new ModelStatus(name, ModelState.Ready, model.Manifest)
                {
                    ExecutionProvider = model.Runner.ExecutionProvider,
                    PagesInWork = model.Leases,
                    Note = slot.Failure ?? model.Runner.Note,
                };
            }

            try
            {
                ModelState state = slot?.Loading is not null ? ModelState.Loading
                    : slot?.Failure is not null ? ModelState.Failed
                    : ModelState.Unloaded;
                return new ModelStatus(name, state, models.Open(name).Manifest) { Note = slot?.Failure };
            }
            catch (ModelException e)
            {
                return new ModelStatus(name, ModelState.Failed, null) { Note = e.Message };
            }
        }
    }

    // A thread of the pool, so that no request waits on its own thread.
    private Task<SharedModel> StartLoading(string name, Slot slot) => Task.Run(() => LoadAsync(name, slot));

    private async Task<SharedModel> LoadAsync(string name, Slot slot)
    {
        try
        {
            await _loading.WaitAsync(_stopping.Token).ConfigureAwait(false);
            try
            {
                return await LoadAloneAsync(name, slot).ConfigureAwait(false);
            }
            finally
            {
                _loading.Release();
            }
        }
        catch (Exception e)
        {
            lock (_lock)
            {
                (slot.Loading, slot.Failure) = (null, e.Message);
            }

            LogFailed(name, e.Message);
            throw;
        }
    }

    private async Task<SharedModel> LoadAloneAsync(string name, Slot slot)
    {
        lock (_lock)
        {
            MakeRoom(name);
        }

        string version = models.VersionOf(name);
        ModelFolder folder = models.Open(name);
        ModelRunner runner = await ModelRunner.LoadAsync(folder, options, threads, _stopping.Token).ConfigureAwait(false);
        SharedModel model = new(folder, runner, version);
        lock (_lock)
        {
            slot.Model?.Retire();
            (slot.Model, slot.Loading, slot.Failure, slot.LastUse) = (model, null, null, ++_uses);
        }

        LogLoaded(name, runner.ExecutionProvider);
        return model;
    }

    /// <summary>Removes the least recently used models until there is room for one more.</summary>
    private void MakeRoom(string name)
    {
        while (_slots.Count(slot => slot.Key != name && slot.Value.Model is not null) >= options.MaxLoadedModels)
        {
            Remove(_slots.Where(slot => slot.Key != name && slot.Key != options.Model && slot.Value.Model is not null)
                .MinBy(slot => slot.Value.LastUse).Key);
        }
    }

    private void Remove(string name)
    {
        if (_slots.TryGetValue(name, out Slot? slot) && slot.Model is { } model)
        {
            slot.Model = null;
            model.Retire();
            LogUnloaded(name);
        }
    }

    [LoggerMessage(1103, LogLevel.Information, "Model {Model} was loaded on {ExecutionProvider}")]
    private partial void LogLoaded(string model, string executionProvider);

    [LoggerMessage(1104, LogLevel.Information, "Model {Model} was removed from memory")]
    private partial void LogUnloaded(string model);

    [LoggerMessage(1105, LogLevel.Error, "Model {Model} could not be loaded: {Reason}")]
    private partial void LogFailed(string model, string reason);

    /// <summary>A model by name: in memory, being loaded, or neither.</summary>
    private sealed class Slot
    {
        public SharedModel? Model { get; set; }

        public Task<SharedModel>? Loading { get; set; }

        public string? Failure { get; set; }

        public long LastUse { get; set; }
    }
}
