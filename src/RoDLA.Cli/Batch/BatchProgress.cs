namespace RoDLA.Cli.Batch;

/// <summary>Shows on a terminal how far a batch is.</summary>
/// <param name="terminal">The terminal; null shows nothing.</param>
internal sealed class BatchProgress(TextWriter? terminal)
{
    private const int Percent = 100;
    private const double Megabyte = 1024 * 1024;

    private ProgressBar _bar = new(null, 0);
    private int _percent = -1;

    /// <summary>So many bytes are on their way to the service.</summary>
    public void Uploading(long sent, long total)
    {
        int percent = total == 0 ? Percent : (int)Math.Min(Percent, Percent * sent / total);
        if (percent != _percent)
        {
            _percent = percent;
            _bar = new ProgressBar(terminal, Percent);
            _bar.Show(percent, FormattableString.Invariant($"% of {total / Megabyte:0.0} MiB sent"));
        }
    }

    /// <summary>So many images are done.</summary>
    public void Working(int done, int total, string what)
    {
        _bar = new ProgressBar(terminal, total);
        _bar.Show(done, what);
    }

    /// <summary>Leaves the line to what is printed next.</summary>
    public void Clear() => _bar.Clear();
}
