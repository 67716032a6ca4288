using System.Text;
using RoDLA.Imaging.Processes;

namespace RoDLA.Detection.Rules;

/// <summary>
/// A warm process of SWI-Prolog with one file of rules loaded, in the sandbox. It reads a page as one term and answers by lines, the last
/// of which is <c>end</c>, as <c>Prolog/server.pl</c> describes.
/// </summary>
internal sealed class PrologProcess : IAsyncDisposable
{
    private const string ServerFile = "Prolog/server.pl";
    private const int MostLines = 100_000;
    private const string StackLimit = "--stack-limit=128m";

    // With a busy machine in mind; the start takes a quarter of a second on an idle one.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(20);

    private readonly ChildProcess _child;
    private readonly StreamReader _output;
    private readonly Task<string> _errors;
    private readonly RuleFile _file;
    private readonly TimeProvider _time;

    private PrologProcess(ChildProcess child, RuleFile file, TimeProvider time)
    {
        _child = child;
        _file = file;
        _time = time;
        _output = new StreamReader(child.Output, Encoding.UTF8);
        _errors = child.ReadErrorsAsync(CancellationToken.None);
    }

    /// <summary>Version of its rules.</summary>
    public string Version => _file.Version;

    /// <summary>Pages that it has served.</summary>
    public int Pages { get; private set; }

    /// <summary>Starts the process and loads the rules.</summary>
    /// <exception cref="LayoutRulesException">SWI-Prolog is not installed, or refuses the file.</exception>
    public static async Task<PrologProcess> StartAsync(
        RuleFile file, RulesOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        // As much processor time as all its pages may take.
        PrologProcess process = new(
            Start(file, options, StartTimeout + (options.PagesPerProcess * options.Timeout)), file, time);
        try
        {
            await process.ReadAsync(StartTimeout, "ready", cancellationToken).ConfigureAwait(false);
            return process;
        }
        catch
        {
            await process.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Applies the rules to a page.</summary>
    /// <param name="page">The page as a term.</param>
    /// <param name="limit">Most time.</param>
    /// <param name="cancellationToken">Stops waiting; the process is of no use afterwards.</param>
    /// <returns>The lines of the answer, without the last one.</returns>
    /// <exception cref="LayoutRulesException">The rules fail, or take too long.</exception>
    /// <exception cref="EndOfStreamException">The process has ended.</exception>
    public async Task<IReadOnlyList<string>> AskAsync(string page, TimeSpan limit, CancellationToken cancellationToken)
    {
        Pages++;
        try
        {
            await _child.Input.WriteAsync(Encoding.UTF8.GetBytes(page), cancellationToken).ConfigureAwait(false);
            await _child.Input.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            throw new EndOfStreamException("The process has ended.", broken);
        }

        return await ReadAsync(limit, "end", cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync().ConfigureAwait(false);
        _output.Dispose();
    }

    private static ChildProcess Start(RuleFile file, RulesOptions options, TimeSpan processorTime)
    {
        string[] arguments =
        [
            "-q", "--no-packs", "--no-tty", "--no-threads", "--no-signals", "-f", "none", "-F", "none", StackLimit, "--on-error=print",
            "-g", "server:serve", "-t", "halt", Path.Combine(AppContext.BaseDirectory, ServerFile), "--", file.Path,
        ];
        try
        {
            return ChildProcess.Start(options.Program, arguments, options.MemoryMiB * 1024L * 1024L, processorTime);
        }
        catch (FileNotFoundException missing)
        {
            throw new LayoutRulesException(LayoutRules.NotInstalled(options.Program), missing) { IsNotInstalled = true };
        }
    }

    private async Task<IReadOnlyList<string>> ReadAsync(TimeSpan limit, string last, CancellationToken cancellationToken)
    {
        using CancellationTokenSource deadline = new(limit, _time);
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        List<string> lines = [];
        try
        {
            while (await _output.ReadLineAsync(linked.Token).ConfigureAwait(false) is { } line)
            {
                if (line == last)
                {
                    return lines;
                }

                if (line.StartsWith("error\t", StringComparison.Ordinal))
                {
                    string reason = line[6..].Replace(_file.Path, Path.GetFileName(_file.Path), StringComparison.Ordinal).Trim();
                    throw new LayoutRulesException($"The layout rules '{_file.Name}' have a mistake: {reason}");
                }

                lines.Add(line);
                if (lines.Count > MostLines)
                {
                    throw new LayoutRulesException($"The layout rules '{_file.Name}' make more than {MostLines} changes to a page.");
                }
            }
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new LayoutRulesException($"The layout rules '{_file.Name}' take longer than {limit.TotalSeconds:0.###} s for a page.");
        }

        throw new EndOfStreamException(
            _errors.IsCompletedSuccessfully && _errors.Result.Length > 0 ? _errors.Result : "The process ended without an answer.");
    }
}
