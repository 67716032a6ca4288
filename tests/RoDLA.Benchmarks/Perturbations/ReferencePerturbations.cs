using RoDLA.Imaging;

namespace RoDLA.Benchmarks.Perturbations;

/// <summary>What ours are compared with: OpenCvSharp in this process where OpenCV has the operation, Python elsewhere.</summary>
internal sealed class ReferencePerturbations(PageImage page) : IDisposable
{
    private readonly OpenCvPerturbations _openCv = new(page);
    private readonly PythonPerturbations _python = new(page);

    /// <summary>Name of the library.</summary>
    public string LibraryOf(string name) => _openCv.Has(name) ? "OpenCvSharp" : "Python";

    /// <summary>Applies one; returns milliseconds.</summary>
    public double Apply(string name, int degree) => _openCv.Has(name) ? _openCv.Apply(name, degree) : _python.Apply(name, degree);

    /// <inheritdoc/>
    public void Dispose()
    {
        _openCv.Dispose();
        _python.Dispose();
    }
}
