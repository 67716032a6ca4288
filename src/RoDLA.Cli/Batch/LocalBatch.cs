using RoDLA.Cli.Configuration;
using RoDLA.Cli.Hosting;
using RoDLA.Cli.Output;
using RoDLA.Jobs.Engine;
using RoDLA.Jobs.Exports;
using RoDLA.Jobs.Files;
using RoDLA.Jobs.Intake;

namespace RoDLA.Cli.Batch;

/// <summary>
/// Processes a batch in this process, with the job engine of the service. The engine has a folder of its own, so that it does not touch the
/// jobs of a service with the same output folder; the results are moved there when the job has ended.
/// </summary>
/// <param name="arguments">What to do.</param>
/// <param name="host">The parts of the service with <see cref="LocalBatchServices"/>; started here.</param>
/// <param name="terminal">Gets the reason when it cannot be started.</param>
internal sealed class LocalBatch(BatchArguments arguments, IHost host, Terminal terminal) : IBatchRun
{
    private readonly IServiceProvider _services = host.Services;
    private readonly JobPaths _paths = host.Services.GetRequiredService<JobPaths>();

    public async Task<BatchOutcome?> RunAsync(IReadOnlyList<BatchFile> files, ProgressBar progress, CancellationToken interrupted)
    {
        try
        {
            return await WorkAsync(files, progress, interrupted) is { } job ? await KeepAsync(job) : null;
        }
        finally
        {
            RemoveFolder();
        }
    }

    /// <summary>Runs the job to its end, and stops the workers.</summary>
    private async Task<JobSnapshot?> WorkAsync(IReadOnlyList<BatchFile> files, ProgressBar progress, CancellationToken interrupted)
    {
        await host.StartOrStopAsync(interrupted);
        try
        {
            if (!await _services.GetRequiredService<ILayoutDetector>().WhenReadyAsync(interrupted) || !await IsReadyAsync(interrupted))
            {
                return null;
            }

            await _services.GetRequiredService<ILayoutRules>().CheckAsync(arguments.Detection.Rules, interrupted);
            IJobEngine engine = _services.GetRequiredService<IJobEngine>();
            JobSnapshot? job = await SubmitAsync(engine, files, interrupted);
            return job is null ? null : await FollowAsync(engine, job.Definition.JobId, progress, interrupted);
        }
        catch (Exception e) when (e is JobRefusedException or LayoutRulesException)
        {
            terminal.WriteLine(e.Message);
            return null;
        }
        finally
        {
            await host.StopAsync(CancellationToken.None);
        }
    }

    private async Task<bool> IsReadyAsync(CancellationToken cancellationToken)
    {
        IJobHealth health = _services.GetRequiredService<IJobHealth>();
        CancellationToken stopping = _services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            await health.WhenStarted.WaitAsync(stop.Token);
            return !health.HasFailed;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<JobSnapshot?> SubmitAsync(IJobEngine engine, IReadOnlyList<BatchFile> files, CancellationToken cancellationToken)
    {
        using JobDraft draft = engine.CreateDraft();
        List<DraftFile> drafted = [];
        foreach (BatchFile file in files)
        {
            // A link, not a copy of gigabytes.
            string link = Path.Combine(draft.InputFolder, $"link{drafted.Count:000000}");
            File.CreateSymbolicLink(link, file.Path);
            drafted.Add(new DraftFile(link, file.Name, file.IsArchive));
        }

        int maxImages = _services.GetRequiredService<IOptions<BatchOptions>>().Value.MaxImages;
        try
        {
            FileIntakeResult result = await _services.GetRequiredService<FileIntake>()
                .AddAsync(draft, drafted, new IntakeSettings(arguments.Page, maxImages), cancellationToken);
            if (result.Mistakes.Count == 0)
            {
                return await engine.SubmitAsync(draft, Request(), cancellationToken);
            }

            terminal.WriteLine(string.Join(' ', result.Mistakes));
        }
        catch (ArchiveException e)
        {
            terminal.WriteLine($"Archive {e.Archive}: {e.Message}");
        }

        return null;
    }

    private JobRequest Request()
    {
        float threshold = _services.GetRequiredService<IOptions<ApiOptions>>().Value.DefaultThreshold;
        JobSettings settings = new(arguments.Detection.ToSettings(threshold))
        {
            Text = arguments.Text,
            Visualization = arguments.Visualization,
            PdfDpi = arguments.Page.Dpi,
            Perturbations = arguments.Steps.Count == 0
                ? null
                : new JobPerturbations(PerturbationScope.Shared, [arguments.Steps]) { Seed = arguments.Seed },
        };
        return new JobRequest(settings) { Priority = arguments.Priority };
    }

    private async Task<JobSnapshot> FollowAsync(IJobEngine engine, string jobId, ProgressBar progress, CancellationToken interrupted)
    {
        await using CancellationTokenRegistration cancels = interrupted.Register(() => Cancel(engine, jobId));
        while (true)
        {
            using JobSubscription subscription = engine.Subscribe(jobId)!;
            await foreach (JobEvent happened in subscription.Events.ReadAllAsync(CancellationToken.None))
            {
                JobProgress done = happened.Job.Progress;
                string what = happened.ItemIndex is { } index ? happened.Job.Definition.Items[index].Name : "";
                progress.Report(done.Current, done.Total, interrupted.IsCancellationRequested ? "cancelling" : what);
                if (happened.Kind == JobEventKind.JobComplete)
                {
                    return happened.Job;
                }
            }

            if (_services.GetRequiredService<IJobHealth>().HasFailed)
            {
                const string Reason = "The workers have died; what went wrong is in the log.";
                return engine.Find(jobId)! with { State = JobState.Failed, Error = Reason };
            }
        }
    }

    private static void Cancel(IJobEngine engine, string jobId)
    {
        try
        {
            engine.Cancel(jobId);
        }
        catch (JobConflictException)
        {
            // It has ended already.
        }
    }

    private async Task<BatchOutcome> KeepAsync(JobSnapshot job)
    {
        string folder = Path.GetDirectoryName(_paths.OutputFolder)!;
        List<string> exports = [];
        List<string> errors = job.Error is { } failure ? [failure] : [];
        foreach (string format in arguments.Exports)
        {
            try
            {
                exports.Add(await ExportAsync(job, format, folder));
            }

            // Any failure of an export: the results matter more than a copy of them.
            catch (Exception e)
            {
                errors.Add($"The results could not be exported as {format}: {e.Message}");
            }
        }

        string results = _paths.ResultFolder(job.Definition);
        try
        {
            string kept = FreeName.In(folder, Path.GetFileName(results));
            Directory.Move(results, kept);
            results = kept;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add($"The results could not be moved to {folder}: {e.Message}");
        }

        return new BatchOutcome(
            job.State,
            [.. Enumerable.Range(0, job.Items.Count).Select(i => BatchImageStatus.From(job, i, _paths))],
            results,
            exports,
            errors.Count == 0 ? null : string.Join(Environment.NewLine, errors));
    }

    private async Task<string> ExportAsync(JobSnapshot job, string format, string folder)
    {
        IExporter exporter = _services.GetRequiredService<ExporterCatalog>().Find(format)!;
        ExportSource source = _services.GetRequiredService<JobExports>().Of(job);
        string path = FreeName.In(folder, exporter.FileOf(source, arguments.ExportOptions).Name);
        await AtomicFile.WriteAsync(
            path, stream => exporter.WriteAsync(source, arguments.ExportOptions, stream, CancellationToken.None));
        return path;
    }

    // Results that could not be moved stay.
    private void RemoveFolder()
    {
        if (Directory.Exists(_paths.JobsFolder))
        {
            Directory.Delete(_paths.JobsFolder, recursive: true);
        }

        if (Directory.Exists(_paths.OutputFolder) && !Directory.EnumerateFiles(_paths.OutputFolder, "*", SearchOption.AllDirectories).Any())
        {
            Directory.Delete(_paths.OutputFolder, recursive: true);
        }
    }
}
