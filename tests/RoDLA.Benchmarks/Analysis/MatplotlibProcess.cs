using System.Diagnostics;
using System.Text.Json;
using RoDLA.Analysis.Charts.Page;

namespace RoDLA.Benchmarks.Analysis;

/// <summary>A warm child process that draws the charts of a page with matplotlib (charts_matplotlib.py).</summary>
internal sealed class MatplotlibProcess : IDisposable
{
    private const string DebianPython = "/usr/bin/python3";

    private readonly string _page = Path.GetTempFileName();
    private readonly Process _process;

    public MatplotlibProcess(ChartInput input)
    {
        File.WriteAllText(_page, JsonSerializer.Serialize(new
        {
            width = input.Page.Width,
            height = input.Page.Height,
            detections = input.Elements.Select(element => new
            {
                class_name = element.ClassName,
                confidence = element.Confidence,
                x1 = element.Box.X1,
                y1 = element.Box.Y1,
                x2 = element.Box.X2,
                y2 = element.Box.Y2,
            }),
        }));
        string script = Path.Combine(Repository.Root, "tests", "RoDLA.Benchmarks", "Analysis", "charts_matplotlib.py");
        _process = Process.Start(new ProcessStartInfo(File.Exists(DebianPython) ? DebianPython : "python3", [script, _page])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        Draw();
    }

    /// <summary>Draws all eight; returns the milliseconds that the child itself counted.</summary>
    public string Draw()
    {
        _process.StandardInput.WriteLine();
        _process.StandardInput.Flush();
        return _process.StandardOutput.ReadLine()
            ?? throw new InvalidOperationException("matplotlib does not run: install python3-matplotlib.");
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_page);
    }
}
