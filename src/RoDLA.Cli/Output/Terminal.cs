using Spectre.Console;

namespace RoDLA.Cli.Output;

/// <summary>The standard error of a command: messages, and progress when it is a terminal.</summary>
internal sealed class Terminal
{
    private readonly TextWriter _error;
    private readonly IAnsiConsole? _console;

    /// <summary>Wraps the standard error.</summary>
    /// <param name="error">The writer; progress is shown only when it is a terminal.</param>
    public Terminal(TextWriter error)
    {
        _error = error;
        AnsiConsoleOutput output = new(error);
        _console = output.IsTerminal ? AnsiConsole.Create(new AnsiConsoleSettings { Out = output }) : null;
    }

    /// <summary>Writes a message; above the progress, while there is one.</summary>
    public void WriteLine(string message)
    {
        if (_console is null)
        {
            _error.WriteLine(message);
        }
        else
        {
            _console.WriteLine(message);
        }
    }

    /// <summary>Shows progress while <paramref name="work"/> runs.</summary>
    /// <param name="work">The work; it reports to the bar.</param>
    public Task<T> ShowProgressAsync<T>(Func<ProgressBar, Task<T>> work) => _console is null
        ? work(new ProgressBar(null))
        : _console.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context => work(new ProgressBar(context.AddTask(""))));
}
