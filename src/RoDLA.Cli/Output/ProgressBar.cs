using Spectre.Console;

namespace RoDLA.Cli.Output;

/// <summary>The progress of one piece of work.</summary>
/// <param name="task">The bar on the terminal; null when there is no terminal.</param>
internal sealed class ProgressBar(ProgressTask? task)
{
    private const int MaxText = 40;

    /// <summary>Reports progress.</summary>
    /// <param name="done">Units that are done.</param>
    /// <param name="total">Units in all.</param>
    /// <param name="text">What is done now.</param>
    public void Report(double done, double total, string text)
    {
        if (task is not null)
        {
            string shown = text.Length <= MaxText ? text : string.Concat("...", text.AsSpan(text.Length - MaxText + 3));
            task.MaxValue = Math.Max(total, 1);
            task.Value = done;
            task.Description = Markup.Escape(shown);
        }
    }

    public void Report(int done, int total, string text) => Report((double)done, total, $"{done}/{total} {text}");
}
