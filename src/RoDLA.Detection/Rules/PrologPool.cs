namespace RoDLA.Detection.Rules;

/// <summary>
/// Warm processes of SWI-Prolog, each with one file of rules. At most as many live as may; one that has served its pages, failed or been
/// cancelled is ended, and a new one takes its place at the next page.
/// </summary>
internal sealed class PrologPool(RulesOptions options, TimeProvider time) : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly List<PrologProcess> _idle = [];
    private readonly int _most = options.Processes > 0 ? options.Processes : Environment.ProcessorCount;
    private readonly AdmissionGate _gate = new(
        options.Processes > 0 ? options.Processes : Environment.ProcessorCount,
        options.QueueLimit,
        options.QueueTimeout,
        (reason, retryAfter) => new BusyException("Layout rules are being applied to many pages. " + reason, retryAfter));

    private int _busy;

    /// <summary>Applies rules to a page.</summary>
    /// <param name="file">The rules.</param>
    /// <param name="page">The page as a term; null only loads the rules.</param>
    /// <param name="priority">In which queue to wait.</param>
    /// <param name="cancellationToken">Stops the rules.</param>
    /// <returns>The lines of the answer.</returns>
    /// <exception cref="LayoutRulesException">The rules cannot be used, or fail.</exception>
    public async Task<IReadOnlyList<string>> AskAsync(
        RuleFile file, string? page, RequestPriority priority, CancellationToken cancellationToken)
    {
        using AdmissionGate.Lease lease = await _gate.AcquireAsync(priority, cancellationToken).ConfigureAwait(false);
        Interlocked.Increment(ref _busy);
        try
        {
            if (await TakeAsync(file).ConfigureAwait(false) is { } warm)
            {
                try
                {
                    return await AskAsync(warm, page, cancellationToken).ConfigureAwait(false);
                }
                catch (EndOfStreamException)
                {
                    // It died meanwhile; a page that kills a process fails below.
                }
            }

            PrologProcess process = await PrologProcess.StartAsync(file, options, time, cancellationToken).ConfigureAwait(false);
            return await AskAsync(process, page, cancellationToken).ConfigureAwait(false);
        }
        catch (EndOfStreamException ended)
        {
            throw new LayoutRulesException($"The process of the layout rules '{file.Name}' ended: {ended.Message}", ended);
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (PrologProcess process in _idle)
        {
            await process.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>An idle process with these rules, or null; ends another one when a new one would be one too many.</summary>
    private async ValueTask<PrologProcess?> TakeAsync(RuleFile file)
    {
        PrologProcess? surplus = null;
        lock (_lock)
        {
            int index = _idle.FindLastIndex(process => process.Version == file.Version);
            if (index < 0 && _idle.Count > 0 && _idle.Count + _busy > _most)
            {
                surplus = _idle[0];
                _idle.RemoveAt(0);
            }
            else if (index >= 0)
            {
                PrologProcess found = _idle[index];
                _idle.RemoveAt(index);
                return found;
            }
        }

        if (surplus is not null)
        {
            await surplus.DisposeAsync().ConfigureAwait(false);
        }

        return null;
    }

    private async Task<IReadOnlyList<string>> AskAsync(PrologProcess process, string? page, CancellationToken cancellationToken)
    {
        bool isOfUse = false;
        try
        {
            IReadOnlyList<string> answer =
                page is null ? [] : await process.AskAsync(page, options.Timeout, cancellationToken).ConfigureAwait(false);
            isOfUse = process.Pages < options.PagesPerProcess;
            return answer;
        }
        finally
        {
            if (isOfUse)
            {
                lock (_lock)
                {
                    _idle.Add(process);
                }
            }
            else
            {
                await process.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
