using RoDLA.Detection.Models;

namespace RoDLA.Detection.Runtime;

/// <summary>A loaded model that pages share. It is disposed when it is retired and the last page has returned its lease.</summary>
/// <param name="folder">Where it was read from.</param>
/// <param name="runner">The model.</param>
/// <param name="version">Version of the folder, as <see cref="ModelRepository.VersionOf"/> says.</param>
internal sealed class SharedModel(ModelFolder folder, ModelRunner runner, string version)
{
    private readonly Lock _lock = new();
    private int _leases;
    private bool _isRetired;

    public ModelManifest Manifest => folder.Manifest;

    public ModelRunner Runner => runner;

    public string Version => version;

    /// <summary>Pages in work.</summary>
    public int Leases
    {
        get
        {
            lock (_lock)
            {
                return _leases;
            }
        }
    }

    /// <summary>A lease for a page; null when the model is retired.</summary>
    public Lease? TryAcquire()
    {
        lock (_lock)
        {
            if (_isRetired)
            {
                return null;
            }

            _leases++;
            return new Lease(this);
        }
    }

    /// <summary>Gives out no more leases.</summary>
    public void Retire()
    {
        lock (_lock)
        {
            if (!_isRetired && _leases == 0)
            {
                runner.Dispose();
            }

            _isRetired = true;
        }
    }

    private void Return()
    {
        lock (_lock)
        {
            if (--_leases == 0 && _isRetired)
            {
                runner.Dispose();
            }
        }
    }

    /// <summary>Keeps the model for a page.</summary>
    internal sealed class Lease(SharedModel model) : IDisposable
    {
        private SharedModel? _model = model;

        public SharedModel Model => _model ?? throw new ObjectDisposedException(nameof(Lease));

        public void Dispose() => Interlocked.Exchange(ref _model, null)?.Return();
    }
}
