using System.Diagnostics;
using System.Globalization;
using RoDLA.Imaging;
using RoDLA.Imaging.Writing;

namespace RoDLA.Benchmarks.Perturbations;

/// <summary>A warm child process that perturbs a page with SciPy and Pillow (perturbations_python.py).</summary>
internal sealed class PythonPerturbations : IDisposable
{
    private const string DebianPython = "/usr/bin/python3";

    private readonly string _page = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".png");
    private readonly Process _process;

    public PythonPerturbations(PageImage page)
    {
        File.WriteAllBytes(_page, ImageWriter.ToPng(page, compression: 1));
        string script = Path.Combine(Repository.Root, "tests", "RoDLA.Benchmarks", "Perturbations", "perturbations_python.py");
        string python = File.Exists(DebianPython) ? DebianPython : "python3";
        _process = Process.Start(new ProcessStartInfo(python, [script, _page, Path.Combine(Repository.Root, "backgrounds")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Apply("watermark", 3);
    }

    /// <summary>Applies one; returns the milliseconds that the child itself counted.</summary>
    public double Apply(string name, int degree)
    {
        _process.StandardInput.WriteLine($"{name} {degree}");
        _process.StandardInput.Flush();
        string milliseconds = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException(
            "The Python reference does not run: install python3-opencv, python3-scipy and python3-pil.");
        return double.Parse(milliseconds, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_page);
    }
}
