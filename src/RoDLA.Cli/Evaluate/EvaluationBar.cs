using RoDLA.Analysis.Evaluation;
using RoDLA.Cli.Output;

namespace RoDLA.Cli.Evaluate;

/// <summary>The progress of an evaluation with the time that is left, at the speed of this run so far.</summary>
/// <param name="progress">Shows it.</param>
/// <param name="total">Cells of pages in all.</param>
/// <param name="time">Tells the time.</param>
internal sealed class EvaluationBar(ProgressBar progress, int total, TimeProvider time) : IProgress<EvaluationProgress>
{
    private readonly Lock _reporting = new();
    private readonly long _start = time.GetTimestamp();
    private int _done;

    public void Report(EvaluationProgress value)
    {
        lock (_reporting)
        {
            // Cells that finish together may be reported out of order.
            _done = Math.Max(_done, value.Done);
            progress.Report(_done, (double)total, $"{_done}/{total} {Left(value)}{value.Name}");
        }
    }

    private string Left(EvaluationProgress value)
    {
        int own = _done - value.Earlier;
        return own <= 0 ? "" : Text(time.GetElapsedTime(_start) / own * (total - _done)) + " left ";
    }

    internal static string Text(TimeSpan left) => left.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} h {left.Minutes} min")
        : left.TotalMinutes >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{left.Minutes} min")
            : string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(left.TotalSeconds)} s");
}
